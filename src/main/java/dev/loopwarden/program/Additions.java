package dev.loopwarden.program;

import java.util.List;

/// What a repository's settings add to the knowledge of libraries. Names are qualified: `mycorp.db.fetch`, `mycorp.db.*`.
///
/// @param blocking calls that block
/// @param safe calls that do not block and owe no limit, whatever is known of them
/// @param offloads functions that run their callable off the loop
/// @param timeouts calls that have a limit of their own
public record Additions(List<String> blocking, List<String> safe, List<String> offloads, List<String> timeouts) {

  public static final Additions NONE = new Additions(List.of(), List.of(), List.of(), List.of());

  public Additions {
    blocking = List.copyOf(blocking);
    safe = List.copyOf(safe);
    offloads = List.copyOf(offloads);
    timeouts = List.copyOf(timeouts);
  }

  boolean isEmpty() {
    return blocking.isEmpty() && safe.isEmpty() && offloads.isEmpty() && timeouts.isEmpty();
  }

  /// Whether one of these names is, or covers, a qualified name.
  static boolean has(List<String> names, String qualified) {
    return names.stream().anyMatch(each ->
        each.endsWith(".*") ? qualified.startsWith(each.substring(0, each.length() - 1)) : each.equals(qualified));
  }
}
