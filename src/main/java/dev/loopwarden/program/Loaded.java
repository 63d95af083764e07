package dev.loopwarden.program;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The modules of a program that were read, and how further ones are had.
final class Loaded {

  private final Map<String, ParsedModule> modules = new LinkedHashMap<>();
  private final boolean whole;
  private final Function<String, Optional<ParsedModule>> more;
  private final Set<String> asked = new LinkedHashSet<>();

  /// @param whole these are all: what only all modules together tell may be told
  /// @param more gives a module by its path
  Loaded(Collection<ParsedModule> modules, boolean whole, Function<String, Optional<ParsedModule>> more) {
    modules.forEach(each -> this.modules.put(each.path(), each));
    this.whole = whole;
    this.more = more;
  }

  Optional<ParsedModule> module(String path) {
    ParsedModule known = modules.get(path);
    if (known != null || !asked.add(path)) {
      return Optional.ofNullable(known);
    }
    Optional<ParsedModule> found = more.apply(path);
    found.ifPresent(each -> modules.put(path, each));
    return found;
  }

  /// The paths of further modules that were asked for, those included that could not be had.
  Set<String> asked() {
    return asked;
  }

  Collection<ParsedModule> all() {
    return modules.values();
  }

  /// All modules; none where others are missing.
  Collection<ParsedModule> whole() {
    return whole ? modules.values() : List.of();
  }
}
