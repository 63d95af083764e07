package dev.loopwarden.program;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /// What is known of a name, with what the settings say of it.
  ///
  /// @param name as its library's file knows it
  /// @param asked as it was asked for; the settings may name either
  Optional<Knowledge.Entry> to(Optional<Knowledge.Entry> known, String name, String asked) {
    boolean unblocked = has(safe, name, asked);
    boolean blocked = has(blocking, name, asked);
    boolean offloaded = has(offloads, name, asked);
    boolean limited = has(timeouts, name, asked);
    if (!unblocked && !blocked && !offloaded && !limited) {
      return known;
    }
    Knowledge.Entry entry = known.orElse(Knowledge.Entry.unknown(name, "the repository's settings"));
    var roles = EnumSet.noneOf(Role.class);
    roles.addAll(entry.roles());
    if (offloaded) {
      roles.add(Role.OFFLOADS_THREAD);
    }
    if (limited) {
      roles.add(Role.LIMITED);
    }
    boolean named = blocked && entry.blocks().isEmpty();
    return Optional.of(new Knowledge.Entry(
        entry.name(), unblocked ? Optional.empty() : named ? Optional.of(Blocks.NAMED) : entry.blocks(), entry.drivers(), entry.async() && !named,
        entry.returns(), entry.streams(), entry.enters(), entry.attribute(), unblocked ? Optional.empty() : entry.waits(), Set.copyOf(roles), entry.callable(),
        named ? Optional.of("`await asyncio.to_thread(...)`, or an async form of it") : entry.instead(), entry.newer(), entry.closedBy(), entry.pool(),
        entry.tells(), entry.limits(), entry.source()));
  }

  private static boolean has(List<String> names, String name, String asked) {
    return has(names, name) || has(names, asked);
  }

  /// Whether one of these names is, or covers, a qualified name.
  static boolean has(List<String> names, String qualified) {
    return names.stream().anyMatch(each ->
        each.endsWith(".*") ? qualified.startsWith(each.substring(0, each.length() - 1)) : each.equals(qualified));
  }
}
