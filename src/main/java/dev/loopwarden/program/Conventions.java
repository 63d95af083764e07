package dev.loopwarden.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where libraries run the plain functions that they are given: read from `places.yml` beside this class.
final class Conventions {

  /// A library function that is given a callable.
  ///
  /// @param position among the positional arguments; -1 where it is given by keyword alone
  /// @param keyword its name
  record Taking(Where where, int position, String keyword) {}

  private static final Conventions BUNDLED = load();

  private final Map<String, Where> decorated = new HashMap<>();
  private final Map<String, Where> methods = new HashMap<>();
  private final Map<String, List<Taking>> callables = new HashMap<>();
  private final Map<String, Where> assigned = new HashMap<>();
  private final Map<String, Integer> unresolved = new HashMap<>();
  private final Set<String> runInPlace = new HashSet<>();

  private Conventions() {}

  static Conventions bundled() {
    return BUNDLED;
  }

  private static Conventions load() {
    try (InputStream in = Conventions.class.getResourceAsStream("places.yml")) {
      if (in == null) {
        throw new IOException("places.yml is missing");
      }
      JsonNode file = new YAMLMapper().readTree(in);
      var read = new Conventions();
      places(file.path("decorated"), read.decorated);
      places(file.path("methods"), read.methods);
      places(file.path("assigned"), read.assigned);
      file.path("callables").properties().forEach(where -> where.getValue().properties().forEach(each ->
          takings(where(where.getKey()), each.getValue().asText()).forEach(
              taking -> read.callables.computeIfAbsent(each.getKey(), _ -> new ArrayList<>()).add(taking))));
      file.path("unresolved").properties().forEach(each -> read.unresolved.put(each.getKey(), each.getValue().asInt()));
      file.path("inPlace").forEach(each -> read.runInPlace.add(each.asText()));
      return read;
    } catch (IOException broken) {
      throw new UncheckedIOException("places.yml cannot be read", broken);
    }
  }

  /// `1 event_handler, 2 callback`.
  private static List<Taking> takings(Where where, String written) {
    return Arrays.stream(written.split(", ", -1)).map(each -> each.split(" ", -1))
        .map(parts -> new Taking(where, Integer.parseInt(parts[0]), parts.length > 1 ? parts[1] : "")).toList();
  }

  private static void places(JsonNode section, Map<String, Where> into) {
    section.properties().forEach(where -> where.getValue().forEach(each -> into.put(each.asText(), where(where.getKey()))));
  }

  private static Where where(String key) {
    return Where.valueOf(key.toUpperCase(Locale.ROOT));
  }

  /// Where a plain function runs that this decorator of a library is put on.
  Optional<Where> decorated(String name) {
    return Optional.ofNullable(decorated.get(name));
  }

  /// Where the plain methods of a class run that inherits from one of these library classes; `name.*` in the file stands for
  /// all below it, `name.method` for that method alone, `name.on_*` for those that begin so.
  Optional<Where> method(List<String> bases, String method) {
    for (String base : bases) {
      Where where = methods.get(base + "." + method);
      if (where == null && method.contains("_")) {
        where = methods.get(base + "." + method.substring(0, method.indexOf('_') + 1) + "*");
      }
      if (where == null) {
        where = methods.get(base);
      }
      for (int dot = base.lastIndexOf('.'); where == null && dot > 0; dot = base.lastIndexOf('.', dot - 1)) {
        where = methods.get(base.substring(0, dot) + ".*");
      }
      if (where != null) {
        return Optional.of(where);
      }
    }
    return Optional.empty();
  }

  /// The callables that a library function is given; none where it takes none that is known.
  List<Taking> callables(String name) {
    return callables.getOrDefault(name, List.of());
  }

  /// Where a function runs that is assigned to this attribute of a library's object.
  Optional<Where> assigned(String name) {
    return Optional.ofNullable(assigned.get(name));
  }

  /// The position of the callable of a method that moves work to a thread under this name whatever object it is called on.
  Optional<Integer> threadByName(String method) {
    return Optional.ofNullable(unresolved.get(method));
  }

  /// Whether a library function calls what it is given before it returns.
  boolean runsInPlace(String name) {
    return runInPlace.contains(name);
  }
}
