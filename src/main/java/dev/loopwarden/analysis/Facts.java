package dev.loopwarden.analysis;

import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Obligation;
import java.util.List;
import java.util.Map;

/// All that is known of one function, in words for people.
///
/// @param function qualified name, `<module>` for a module's body
/// @param kind "async function", "function", "generator", ...
/// @param runs where it runs, each with how that is known
/// @param workload I/O-bound, CPU-bound, mixed, trivial
/// @param shape sequential, fixed fan-out, data-dependent fan-out, ...
/// @param waits it gives way to other tasks somewhere
/// @param loops how deep loops stand in one another without giving way, those of what it calls included
/// @param blocks on what it blocks, itself or through others, each with its way
/// @param calls what it calls, in source order
/// @param boundary what stays, what is moved off the loop, what should be
/// @param cancellation what a cancel meets on its way
/// @param pattern the one recommended pattern, the same that a comment shows
/// @param because why this one
/// @param unawaited the coroutines that it gives back without awaiting them, as written
/// @param parameters what it does with what it is given, by parameter; those of which nothing is seen are left out
public record Facts(
    String path,
    String function,
    int line,
    String kind,
    List<Place> runs,
    String workload,
    String shape,
    boolean waits,
    int loops,
    List<Blocking> blocks,
    List<Call> calls,
    Boundary boundary,
    String cancellation,
    String pattern,
    String because,
    List<String> unawaited,
    Map<String, List<String>> parameters,
    List<Obligation> obligations) {

  public Facts {
    runs = List.copyOf(runs);
    blocks = List.copyOf(blocks);
    calls = List.copyOf(calls);
    unawaited = List.copyOf(unawaited);
    parameters = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(parameters));
    obligations = List.copyOf(obligations);
  }

  /// One place where it runs.
  ///
  /// @param where "on the event loop"
  /// @param reason "it is handed to `asyncio.to_thread` at shop/net.py:12"
  public record Place(String where, String reason) {}

  /// One thing that it blocks on.
  ///
  /// @param what "waits for an HTTP answer"
  /// @param name of the library function at the end: `requests.get`
  /// @param seconds how long at least where that is written, else empty text
  public record Blocking(String what, String name, String seconds, List<Hop> hops) {
    public Blocking {
      hops = List.copyOf(hops);
    }
  }

  /// One call, or another place that sets code to work.
  ///
  /// @param code as written
  /// @param target what is called: `requests.get`, `shop/net.py::load`; or why it is not known
  /// @param known whether the target is known
  /// @param awaited the call stands under an `await`
  /// @param effects "waits for an HTTP answer at shop/net.py:4", "moves `load` to a thread"
  public record Call(int line, String code, String target, boolean known, boolean awaited, List<String> effects) {
    public Call {
      effects = List.copyOf(effects);
    }
  }

  /// Which calls stay on the loop, and which do not.
  ///
  /// @param stays plain calls of which nothing is known that blocks: how many
  /// @param moved what is moved off the loop, as written, with the place it goes to
  /// @param shouldMove what blocks where the loop runs, as written
  public record Boundary(int stays, List<String> moved, List<String> shouldMove) {
    public Boundary {
      moved = List.copyOf(moved);
      shouldMove = List.copyOf(shouldMove);
    }
  }
}
