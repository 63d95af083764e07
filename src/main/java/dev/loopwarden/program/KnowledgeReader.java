package dev.loopwarden.program;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the text of a knowledge file strictly: an unknown key, a value of another shape, a name of another library, a blocking call without a
/// replacement, a limit without what it limits are refused with file, line, what is wrong and how to mend it. The shapes are written down once
/// more, for editors, in `docs/knowledge.schema.json`; a test holds both together.
final class KnowledgeReader {

  private static final YAMLMapper YAML = YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  private final String library;
  private final String text;
  private final Map<String, Knowledge.Entry> entries = new HashMap<>();
  private String source = "";

  KnowledgeReader(String library, String text) {
    this.library = library;
    this.text = text;
  }

  KnowledgeFile file() {
    String about = text.lines().takeWhile(each -> each.startsWith("#")).map(each -> each.substring(1).strip()).collect(Collectors.joining(" "));
    source = address(about).orElseThrow(() -> new KnowledgeFile.Refused(
        library, 1, "its first comment gives no source", "write the address of the page that says it (https://...)"));
    JsonNode file = tree();
    shaped(file, KnowledgeShape.SECTIONS, "", "the file");
    for (int i = 0; i < file.path("groups").size(); i++) {
      group(file.path("groups").get(i), "/groups/" + i);
    }
    each(file, "returns", "returns");
    each(file, "enters", "enters");
    each(file, "attributes", "attribute");
    if (entries.isEmpty()) {
      throw refused("", "it has no groups and says nothing of any name", "add `groups`, or `returns`");
    }
    return new KnowledgeFile(about, source, texts(file, "aliases"), texts(file, "extends"), entries, list(file.path("family")), columns(file.path("columns")));
  }

  private JsonNode tree() {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new KnowledgeFile.Refused(library, broken.getLocation() == null ? 1 : broken.getLocation().getLineNr(), broken.getOriginalMessage().replaceAll("\\s+", " ").strip(), "mend the YAML");
    }
  }

  private void group(JsonNode group, String at) {
    List<String> names = list(group.path("names"));
    if (names.isEmpty()) {
      throw refused(at, "a group has no names", "say under `names` of what it speaks");
    }
    String where = "the group of `" + names.getFirst() + "`";
    shaped(group, KnowledgeShape.KEYS, at, where);
    for (String name : names) {
      own(name, at + "/names", where);
    }
    if (group.has("blocks") && !group.has("instead")) {
      throw refused(at + "/blocks", where + " blocks, and `instead` does not say what replaces it", "add `instead`");
    }
    if (group.has("instead") && !group.has("blocks")) {
      throw refused(at + "/instead", where + " has `instead`, and does not block", "say with `blocks` on what, or take it out");
    }
    if (group.has("newer") && !group.has("instead")) {
      throw refused(at + "/newer", where + " has `newer`, and no `instead` that a version brought", "add `instead`, or take it out");
    }
    KnowledgeShape.OF_WAITS.stream().filter(each -> group.has(each) && !group.has("waits")).sorted().findFirst().ifPresent(key -> {
      throw refused(at + "/" + key, where + " has a limit (`" + key + "`), and `waits` does not say on what it waits", "add `waits`");
    });
    Knowledge.Entry shared = entry(names.getFirst(), group, at, where);
    for (String name : names) {
      entries.merge(name, shared.named(name), Knowledge.Entry::with);
    }
  }

  /// A name must be of the file's library: what is asked of another is looked up in its own file.
  private void own(String name, String at, String where) {
    if (!name.startsWith(library + ".")) {
      throw refused(at, where + ": `" + name + "` is of another library", "put it into that library's file");
    }
  }

  private void each(JsonNode file, String section, String key) {
    texts(file, section).forEach((name, type) -> {
      String at = "/" + section + "/" + escaped(name);
      own(name, at, "`" + section + "`");
      entries.merge(name, entry(name, YAML.createObjectNode().put(key, typed(type, at, "`" + name + "`")), at, name), Knowledge.Entry::with);
    });
  }

  private Knowledge.Entry entry(String name, JsonNode group, String at, String where) {
    var roles = EnumSet.noneOf(Role.class);
    list(group.path("roles")).forEach(each -> roles.add(word(each, Role.class, at + "/roles", where)));
    return new Knowledge.Entry(
        name,
        text(group, "blocks").map(each -> word(each, Blocks.class, at + "/blocks", where)),
        list(group.path("drivers")),
        group.path("async").asBoolean(false) || group.has("waits"),
        type(group, "returns", at, where),
        type(group, "streams", at, where),
        type(group, "enters", at, where),
        type(group, "attribute", at, where),
        text(group, "waits").map(what -> wait(what, group, at, where)),
        Set.copyOf(roles),
        group.path("callable").asInt(0),
        text(group, "instead"),
        group.has("newer") ? Optional.of(newer(group.path("newer"), at + "/newer", where)) : Optional.empty(),
        list(group.path("closedBy")),
        group.has("pool") ? Optional.of(pool(group.path("pool"), at + "/pool", where)) : Optional.empty(),
        text(group, "tells"),
        group.has("limits") ? Optional.of(limits(group.path("limits"), at + "/limits", where)) : Optional.empty(),
        text(group, "source").orElse(source));
  }

  private Optional<String> type(JsonNode group, String key, String at, String where) {
    return text(group, key).map(each -> typed(each, at + "/" + key, where));
  }

  private String typed(String type, String at, String where) {
    if (!TypeText.isType(type)) {
      throw refused(at, where + ": `" + type + "` is no type", "write a class's full name, `str`, `[a]`, `(a, b)`, `{a: b}`, `json`, `self`, `element`, `given`, `held`, `None`, `?`, or one of these after a class and ` of `");
    }
    return type;
  }

  private Knowledge.Wait wait(String what, JsonNode group, String at, String where) {
    var changes = new ArrayList<Knowledge.Change>();
    for (int i = 0; i < group.path("changed").size(); i++) {
      JsonNode each = group.path("changed").get(i);
      String here = at + "/changed/" + i;
      shaped(each, KnowledgeShape.CHANGED, here, where + ", `changed`");
      needs(each, List.of("of", "since", "source"), here, where + ": a change");
      changes.add(new Knowledge.Change(
          each.path("of").asText(), each.path("since").asText(), seconds(each.path("default"), here, where), each.path("settled").asBoolean(false)));
    }
    return new Knowledge.Wait(
        what,
        text(group, "peer").map(each -> word(each, Knowledge.Peer.class, at + "/peer", where)).orElse(Knowledge.Peer.ANSWERS),
        list(group.path("timeout")),
        group.path("position").asInt(-1),
        list(group.path("madeWith")),
        seconds(group.path("default"), at + "/default", where),
        changes,
        text(group, "watched"),
        text(group, "elsewhere"),
        text(group, "system"),
        group.path("addressed").asBoolean(false),
        list(group.path("unless")),
        group.path("sure").asBoolean(true));
  }

  private Knowledge.Newer newer(JsonNode newer, String at, String where) {
    shaped(newer, KnowledgeShape.NEWER, at, where + ", `newer`");
    needs(newer, List.of("of", "since", "before", "source"), at, where + ": `newer`");
    return new Knowledge.Newer(newer.path("of").asText(), newer.path("since").asText(), newer.path("before").asText(), newer.path("settled").asBoolean(false));
  }

  private Knowledge.Pool pool(JsonNode pool, String at, String where) {
    shaped(pool, KnowledgeShape.POOL, at, where + ", `pool`");
    return new Knowledge.Pool(
        list(pool.path("argument")), pool.path("size").isInt() ? Optional.of(pool.path("size").asInt()) : Optional.empty(),
        seconds(pool.path("wait"), at + "/wait", where));
  }

  private Knowledge.Limits limits(JsonNode limits, String at, String where) {
    shaped(limits, KnowledgeShape.LIMITS, at, where + ", `limits`");
    if (limits.has("any") == limits.has("first")) {
      throw refused(at, where + ": `limits` has either `any` or `first`", "leave one of them");
    }
    return new Knowledge.Limits(limits.has("any"), list(limits.path(limits.has("any") ? "any" : "first")));
  }

  private Map<Column, Column.Said> columns(JsonNode node) {
    var columns = new EnumMap<Column, Column.Said>(Column.class);
    node.properties().forEach(each -> {
      String at = "/columns/" + each.getKey();
      Column column = word(each.getKey(), Column.class, at, "`columns`");
      JsonNode said = each.getValue();
      String where = "the column `" + each.getKey() + "`";
      shaped(said, KnowledgeShape.SAID, at, where);
      if (said.has("says") == said.has("none")) {
        throw refused(at, where + " has either `says` or `none`", "leave one of them");
      }
      needs(said, List.of("source"), at, where);
      if (address(said.path("source").asText()).isEmpty()) {
        throw refused(at + "/source", where + ": its `source` is no address", "write one (https://...)");
      }
      columns.put(column, new Column.Said(said.has("none"), said.path(said.has("none") ? "none" : "says").asText(), said.path("source").asText()));
    });
    return columns;
  }

  private Optional<Double> seconds(JsonNode node, String at, String where) {
    if (node.isMissingNode() || node.asText().equals("none")) {
      return Optional.empty();
    }
    if (!node.isNumber() || node.asDouble() <= 0) {
      throw refused(at, where + ": `" + node.asText() + "` is no number of seconds", "write a number over 0, or `none` where there is no limit");
    }
    return Optional.of(node.asDouble());
  }

  private <E extends Enum<E>> E word(String word, Class<E> type, String at, String where) {
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw refused(at, where + ": `" + word + "` is none of "
          + List.of(type.getEnumConstants()).stream().map(each -> each.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")), "write one of them");
    }
  }

  private void needs(JsonNode node, List<String> keys, String at, String where) {
    keys.stream().filter(each -> !node.path(each).isTextual()).findFirst().ifPresent(key -> {
      throw refused(at, where + " does not say its `" + key + "`", "add it, as text: a version stands in quotes");
    });
  }

  /// Whether all keys are known, and their values of the right shape.
  private void shaped(JsonNode node, Map<String, KnowledgeShape> keys, String at, String where) {
    if (!node.isObject()) {
      throw refused(at, where + " is no table of keys and values", "write `key: value` under it");
    }
    node.properties().forEach(each -> {
      KnowledgeShape shape = keys.get(each.getKey());
      if (shape == null) {
        throw refused(at + "/" + each.getKey(), where + " has an unknown key `" + each.getKey() + "`", "write one of " + String.join(", ", keys.keySet()));
      }
      if (!shape.fits(each.getValue())) {
        throw refused(at + "/" + each.getKey(), where + ": the value of `" + each.getKey() + "` is " + shape.wanted(false), "write " + shape.wanted(true));
      }
    });
  }

  private Map<String, String> texts(JsonNode file, String section) {
    var texts = new HashMap<String, String>();
    file.path(section).properties().forEach(each -> {
      if (!each.getValue().isTextual()) {
        throw refused("/" + section + "/" + escaped(each.getKey()), "`" + each.getKey() + "` under `" + section + "` is no text", "write a name");
      }
      texts.put(each.getKey(), each.getValue().asText());
    });
    return texts;
  }

  private KnowledgeFile.Refused refused(String at, String problem, String remedy) {
    return new KnowledgeFile.Refused(library, line(at), problem, remedy);
  }

  /// The line of what lies at a JSON pointer; 1 for the whole file.
  private int line(String at) {
    try (JsonParser parser = YAML.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (parser.getParsingContext().pathAsPointer().toString().equals(at) && !at.isEmpty()) {
          return parser.currentTokenLocation().getLineNr();
        }
      }
    } catch (IOException broken) {
      return 1; // it was read once before: cannot come here
    }
    return 1;
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static Optional<String> address(String about) {
    return List.of(about.split("\\s+", -1)).stream().filter(each -> each.startsWith("https://")).findFirst().map(each -> each.replaceFirst("[.,;]$", ""));
  }

  private static Optional<String> text(JsonNode group, String key) {
    JsonNode value = group.path(key);
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  private static List<String> list(JsonNode node) {
    if (node.isTextual()) {
      return List.of(node.asText());
    }
    var texts = new ArrayList<String>();
    node.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
