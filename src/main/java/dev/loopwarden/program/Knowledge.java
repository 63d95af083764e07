package dev.loopwarden.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What is known of libraries: one readable file a library beside this class, read when its package is first asked for.
public final class Knowledge {

  /// All that is known of one qualified name.
  ///
  /// @param blocks on what a call waits without giving way
  /// @param async a call gives an awaitable
  /// @param returns type of the result: a class's name, `(a, b)` for a tuple, `[a]` for something with elements
  /// @param enters type that a `with` gives, where it is another than the object's own
  /// @param attribute type of the attribute of that name
  /// @param waits on what an awaited call waits, and what limits it
  /// @param callable position of the callable or coroutine that it is given
  /// @param instead what to write instead
  public record Entry(
      String name,
      Optional<Blocks> blocks,
      boolean async,
      Optional<String> returns,
      Optional<String> enters,
      Optional<String> attribute,
      Optional<Wait> waits,
      Set<Role> roles,
      int callable,
      Optional<String> instead) {

    public boolean is(Role role) {
      return roles.contains(role);
    }
  }

  /// What an awaited call waits for.
  ///
  /// @param what for people: "an HTTP answer"
  /// @param arguments keyword arguments that set a limit
  /// @param position of the limit among the positional arguments; -1 where there is none
  /// @param madeWith arguments of the object's constructor that set a limit for all its calls
  /// @param seconds the library's default; empty where it waits for ever
  /// @param sure the wait is for a network peer whatever it is called with: findings are of high confidence
  public record Wait(
      String what, List<String> arguments, int position, List<String> madeWith, Optional<Double> seconds, boolean sure) {}

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Knowledge BUNDLED = new Knowledge();

  private final Map<String, Map<String, Entry>> files = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> aliases = new ConcurrentHashMap<>();
  private final Map<String, Map<String, String>> parents = new ConcurrentHashMap<>();

  private Knowledge() {}

  public static Knowledge bundled() {
    return BUNDLED;
  }

  /// What is known of a qualified name, aliases followed; a family entry (`boto3.client.*`) covers the names below it.
  public Optional<Entry> of(String qualified) {
    String name = canonical(qualified);
    Map<String, Entry> file = file(root(name));
    Entry exact = file.get(name);
    if (exact != null) {
      return Optional.of(exact);
    }
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      Entry family = file.get(name.substring(0, dot) + ".*");
      if (family != null) {
        return Optional.of(family);
      }
    }
    return Optional.empty();
  }

  /// What is known of a member of a class, its base classes included.
  public Optional<Entry> member(String type, String attribute) {
    for (Optional<String> each = Optional.of(canonical(type)); each.isPresent(); each = parent(each.get())) {
      Optional<Entry> entry = of(each.get() + "." + attribute);
      if (entry.isPresent()) {
        return entry;
      }
    }
    return Optional.empty();
  }

  /// Whether a library class is another one or inherits from it.
  public boolean isKindOf(String type, String ancestor) {
    for (Optional<String> each = Optional.of(canonical(type)); each.isPresent(); each = parent(each.get())) {
      if (each.get().equals(ancestor)) {
        return true;
      }
    }
    return false;
  }

  public boolean is(String qualified, Role role) {
    return of(qualified).map(each -> each.is(role)).orElse(false);
  }

  /// The name under which the library's file knows it: `asyncio.tasks.gather` is `asyncio.gather`.
  public String canonical(String name) {
    String root = root(name);
    file(root);
    Map<String, String> known = aliases.getOrDefault(root, Map.of());
    if (known.isEmpty()) {
      return name;
    }
    for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
      String to = known.get(name.substring(0, end));
      if (to != null) {
        return to + name.substring(end);
      }
    }
    return name;
  }

  private Optional<String> parent(String type) {
    return Optional.ofNullable(parents.getOrDefault(root(type), Map.of()).get(type));
  }

  private static String root(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private Map<String, Entry> file(String root) {
    Map<String, Entry> known = files.get(root);
    if (known == null) {
      known = load(root);
      files.put(root, known);
    }
    return known;
  }

  private Map<String, Entry> load(String root) {
    if (!root.chars().allMatch(each -> Character.isLetterOrDigit(each) || each == '_')) {
      return Map.of();
    }
    try (InputStream in = Knowledge.class.getResourceAsStream("knowledge/" + root + ".yml")) {
      if (in == null) {
        return Map.of();
      }
      JsonNode file = YAML.readTree(in);
      aliases.put(root, texts(file.path("aliases")));
      parents.put(root, texts(file.path("extends")));
      var entries = new HashMap<String, Entry>();
      for (JsonNode group : file.path("groups")) {
        for (JsonNode name : group.path("names")) {
          entries.merge(name.asText(), read(name.asText(), group), Knowledge::merge);
        }
      }
      each(file.path("returns"), entries, "returns");
      each(file.path("enters"), entries, "enters");
      each(file.path("attributes"), entries, "attribute");
      return entries;
    } catch (IOException broken) {
      throw new UncheckedIOException("the knowledge of " + root + " cannot be read", broken);
    }
  }

  private static void each(JsonNode map, Map<String, Entry> entries, String key) {
    texts(map).forEach((name, type) ->
        entries.merge(name, read(name, YAML.createObjectNode().put(key, type)), Knowledge::merge));
  }

  private static Map<String, String> texts(JsonNode map) {
    var texts = new HashMap<String, String>();
    map.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
    return texts;
  }

  private static Entry read(String name, JsonNode group) {
    var roles = EnumSet.noneOf(Role.class);
    for (String role : list(group.path("roles"))) {
      roles.add(Role.valueOf(role.toUpperCase(Locale.ROOT)));
    }
    return new Entry(
        name,
        text(group, "blocks").map(each -> Blocks.valueOf(each.toUpperCase(Locale.ROOT))),
        group.path("async").asBoolean(false) || group.has("waits"),
        text(group, "returns"),
        text(group, "enters"),
        text(group, "attribute"),
        text(group, "waits").map(what -> wait(what, group)),
        roles.isEmpty() ? Set.of() : Set.copyOf(roles),
        group.path("callable").asInt(0),
        text(group, "instead"));
  }

  private static Wait wait(String what, JsonNode group) {
    JsonNode seconds = group.path("default");
    return new Wait(
        what,
        list(group.path("timeout")),
        group.path("position").asInt(-1),
        list(group.path("madeWith")),
        seconds.isNumber() ? Optional.of(seconds.asDouble()) : Optional.empty(),
        group.path("sure").asBoolean(true));
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

  private static Entry merge(Entry one, Entry two) {
    var roles = EnumSet.noneOf(Role.class);
    roles.addAll(one.roles());
    roles.addAll(two.roles());
    return new Entry(
        one.name(),
        one.blocks().or(two::blocks),
        one.async() || two.async(),
        one.returns().or(two::returns),
        one.enters().or(two::enters),
        one.attribute().or(two::attribute),
        one.waits().or(two::waits),
        Set.copyOf(roles),
        Math.max(one.callable(), two.callable()),
        one.instead().or(two::instead));
  }
}
