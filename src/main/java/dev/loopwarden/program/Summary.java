package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a function does, itself and through all that it calls in its own thread.
///
/// @param effects of each kind the one with the shortest way
/// @param waits it gives way somewhere: it awaits something that is not known never to wait
/// @param loops how deep loops over data stand in one another without giving way, those of what is called included; at most `LOOPS_MAX`
/// @param unawaited what it gives back as a coroutine without awaiting it
/// @param parameters what it does with what it is given, by parameter
public record Summary(
    Map<Blocks, Effect> effects, boolean waits, int loops, List<Expr> unawaited, Map<String, Set<Treatment>> parameters) {

  public static final int LOOPS_MAX = 4;

  public Summary {
    var byKind = new EnumMap<Blocks, Effect>(Blocks.class);
    byKind.putAll(effects);
    effects = java.util.Collections.unmodifiableMap(byKind);
    unawaited = List.copyOf(unawaited);
    var byName = new LinkedHashMap<String, Set<Treatment>>();
    parameters.forEach((name, each) -> byName.put(name, each.isEmpty() ? Set.of() : EnumSet.copyOf(each)));
    parameters = java.util.Collections.unmodifiableMap(byName);
  }

  /// The effect of one of these kinds with the shortest way.
  public Optional<Effect> nearest(Set<Blocks> kinds) {
    return effects.values().stream().filter(each -> kinds.contains(each.kind()))
        .min(java.util.Comparator.comparingInt(Effect::length));
  }

  /// What it does with the parameter of that name.
  public Set<Treatment> parameter(String name) {
    return parameters.getOrDefault(name, Set.of());
  }
}
