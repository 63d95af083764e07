package dev.loopwarden.program;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One knowledge file: what a library is, where that is written, and what is known of its names.
///
/// The file is read strictly: an unknown key, a name of another library, a blocking call without a replacement, a limit without a
/// source are errors that say what and where.
///
/// @param about the comment at its head
/// @param source address of the library's documentation, from that comment
/// @param aliases other names of the same thing
/// @param parents a class to the class that it inherits from
record KnowledgeFile(
    String about, String source, Map<String, String> aliases, Map<String, String> parents, Map<String, Knowledge.Entry> entries) {

  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String library, String problem) {
      super("the knowledge of " + library + ": " + problem);
    }
  }

  private static final Set<String> SECTIONS = Set.of("aliases", "extends", "groups", "returns", "enters", "attributes");
  private static final Set<String> KEYS =
      Set.of("names", "blocks", "drivers", "async", "returns", "enters", "attribute", "waits", "peer", "timeout", "position", "madeWith",
          "default", "changed", "sure", "watched", "elsewhere", "addressed", "unless", "roles", "callable", "instead", "closedBy", "pool", "tells", "limits", "source");
  private static final Set<String> WAIT_KEYS = Set.of("peer", "timeout", "position", "madeWith", "default", "changed", "sure", "watched", "elsewhere", "addressed", "unless");
  private static final YAMLMapper YAML = YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  KnowledgeFile {
    aliases = Map.copyOf(aliases);
    parents = Map.copyOf(parents);
    entries = Map.copyOf(entries);
  }

  /// Reads the text of `library.yml`.
  static KnowledgeFile read(String library, String text) {
    return new Reader(library).file(text);
  }

  private static final class Reader {
    private final String library;
    private final Map<String, Knowledge.Entry> entries = new HashMap<>();
    private String source = "";

    Reader(String library) {
      this.library = library;
    }

    KnowledgeFile file(String text) {
      String about = text.lines().takeWhile(each -> each.startsWith("#")).map(each -> each.substring(1).strip()).collect(Collectors.joining(" "));
      source = address(about).orElseThrow(() -> refused("its first comment gives no source (an address)"));
      JsonNode file;
      try {
        file = YAML.readTree(text);
      } catch (JsonProcessingException broken) {
        throw refused("line " + broken.getLocation().getLineNr() + ": " + broken.getOriginalMessage());
      }
      known(file, SECTIONS, "the file");
      if (file.path("groups").isEmpty()) {
        throw refused("it has no groups");
      }
      for (JsonNode group : file.path("groups")) {
        group(group);
      }
      each(file.path("returns"), "returns");
      each(file.path("enters"), "enters");
      each(file.path("attributes"), "attribute");
      return new KnowledgeFile(about, source, texts(file.path("aliases")), texts(file.path("extends")), entries);
    }

    private void group(JsonNode group) {
      List<String> names = list(group.path("names"));
      if (names.isEmpty()) {
        throw refused("a group has no names: " + group);
      }
      String where = "the group of `" + names.getFirst() + "`";
      known(group, KEYS, where);
      for (String name : names) {
        if (!name.startsWith(library + ".")) {
          throw refused(where + ": `" + name + "` is of another library");
        }
      }
      if (group.has("blocks") != group.has("instead")) {
        throw refused(where + (group.has("blocks") ? " blocks, and `instead` does not say what replaces it" : " has `instead`, and does not block"));
      }
      if (!group.has("waits") && WAIT_KEYS.stream().anyMatch(group::has)) {
        throw refused(where + " has a limit, and `waits` does not say on what it waits");
      }
      Knowledge.Entry shared = entry(names.getFirst(), group, where);
      for (String name : names) {
        entries.merge(name, shared.named(name), Knowledge.Entry::with);
      }
    }

    private void each(JsonNode map, String key) {
      texts(map).forEach((name, type) -> entries.merge(name, entry(name, YAML.createObjectNode().put(key, type), name), Knowledge.Entry::with));
    }

    private Knowledge.Entry entry(String name, JsonNode group, String where) {
      var roles = EnumSet.noneOf(Role.class);
      list(group.path("roles")).forEach(each -> roles.add(word(each, Role.class, where)));
      return new Knowledge.Entry(
          name,
          text(group, "blocks").map(each -> word(each, Blocks.class, where)),
          list(group.path("drivers")),
          group.path("async").asBoolean(false) || group.has("waits"),
          text(group, "returns"),
          text(group, "enters"),
          text(group, "attribute"),
          text(group, "waits").map(what -> wait(what, group, where)),
          Set.copyOf(roles),
          group.path("callable").asInt(0),
          text(group, "instead"),
          list(group.path("closedBy")),
          group.has("pool") ? Optional.of(pool(group.path("pool"), where)) : Optional.empty(),
          text(group, "tells"),
          group.has("limits") ? Optional.of(limits(group.path("limits"), where)) : Optional.empty(),
          text(group, "source").orElse(source));
    }

    private Knowledge.Wait wait(String what, JsonNode group, String where) {
      var changes = new ArrayList<Knowledge.Change>();
      for (JsonNode each : group.path("changed")) {
        known(each, Set.of("since", "of", "default", "source"), where + ", `changed`");
        if (!each.path("since").isTextual() || !each.path("of").isTextual() || !each.path("source").isTextual()) {
          throw refused(where + ": a change says `of` what distribution, `since` which version (quoted), and its `source`");
        }
        changes.add(new Knowledge.Change(each.path("of").asText(), each.path("since").asText(), seconds(each.path("default"), where)));
      }
      return new Knowledge.Wait(
          what,
          text(group, "peer").map(each -> word(each, Knowledge.Peer.class, where)).orElse(Knowledge.Peer.ANSWERS),
          list(group.path("timeout")),
          group.path("position").asInt(-1),
          list(group.path("madeWith")),
          seconds(group.path("default"), where),
          changes,
          text(group, "watched"),
          text(group, "elsewhere"),
          group.path("addressed").asBoolean(false),
          list(group.path("unless")),
          group.path("sure").asBoolean(true));
    }

    private Knowledge.Pool pool(JsonNode pool, String where) {
      known(pool, Set.of("argument", "size", "wait"), where + ", `pool`");
      return new Knowledge.Pool(
          list(pool.path("argument")), pool.path("size").isInt() ? Optional.of(pool.path("size").asInt()) : Optional.empty(),
          seconds(pool.path("wait"), where));
    }

    private Knowledge.Limits limits(JsonNode limits, String where) {
      known(limits, Set.of("any", "first"), where + ", `limits`");
      if (limits.has("any") == limits.has("first")) {
        throw refused(where + ": `limits` has either `any` or `first`");
      }
      return new Knowledge.Limits(limits.has("any"), list(limits.path(limits.has("any") ? "any" : "first")));
    }

    private Optional<Double> seconds(JsonNode node, String where) {
      if (node.isMissingNode() || node.asText().equals("none")) {
        return Optional.empty();
      }
      if (!node.isNumber() || node.asDouble() <= 0) {
        throw refused(where + ": `" + node.asText() + "` is no number of seconds (write `none` where there is no limit)");
      }
      return Optional.of(node.asDouble());
    }

    private <E extends Enum<E>> E word(String word, Class<E> type, String where) {
      try {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException unknown) {
        throw refused(where + ": `" + word + "` is none of "
            + List.of(type.getEnumConstants()).stream().map(each -> each.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", ")));
      }
    }

    private void known(JsonNode node, Set<String> keys, String where) {
      node.fieldNames().forEachRemaining(key -> {
        if (!keys.contains(key)) {
          throw refused(where + " has an unknown key `" + key + "`; known are " + keys.stream().sorted().collect(Collectors.joining(", ")));
        }
      });
    }

    private Refused refused(String problem) {
      return new Refused(library, problem);
    }
  }

  private static Optional<String> address(String about) {
    return List.of(about.split("\\s+", -1)).stream().filter(each -> each.startsWith("https://")).findFirst().map(each -> each.replaceFirst("[.,;]$", ""));
  }

  private static Map<String, String> texts(JsonNode map) {
    var texts = new HashMap<String, String>();
    map.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
    return texts;
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
