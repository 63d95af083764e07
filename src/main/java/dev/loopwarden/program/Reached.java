package dev.loopwarden.program;

import dev.loopwarden.python.Node;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What blocks reach through the functions that they call, each by its surest way, and how sure that is.
final class Reached {

  /// How far, and among how many ways, another one is looked for where the nearest is not sure.
  private static final int OTHER_STEPS_MAX = 4;
  private static final int OTHER_WAYS_MAX = 200;

  /// Where a block waits or computes for long, itself or through what it calls there.
  private record Place(Span span, Set<Blocks> kinds) {}

  private final Program program;
  private final CallGraph graph;
  private final Summaries summaries;
  private final Map<CodeBlock, List<Effect>> reached = new HashMap<>();
  private final Map<CodeBlock, List<Place>> places = new HashMap<>();
  private final Ways ways = new Ways(this::isIn);

  Reached(Program program, CallGraph graph, Summaries summaries) {
    this.program = program;
    this.graph = graph;
    this.summaries = summaries;
  }

  /// What a block reaches through others, each with its way, in source order: for each site and kind the nearest.
  List<Effect> of(CodeBlock block) {
    List<Effect> before = reached.get(block);
    if (before == null) {
      before = read(block);
      reached.put(block, before);
    }
    return before;
  }

  private List<Effect> read(CodeBlock block) {
    var sites = new IdentityHashMap<Node, List<Map<Blocks, Effect>>>();
    var order = new ArrayList<Edge>();
    for (Edge edge : graph.of(block).edges()) {
      if (edge.isInPlace() && !edge.target().equals(block)) {
        List<Map<Blocks, Effect>> effects = sites.computeIfAbsent(edge.site(), _ -> new ArrayList<>());
        if (effects.isEmpty() || edge.among() == 1) {
          order.add(edge);
        }
        effects.add(summaries.of(edge.target()).effects());
      }
    }
    var found = new ArrayList<Effect>();
    for (Edge edge : order) {
      Map<Blocks, Effect> effects = edge.among() == 1 ? summaries.of(edge.target()).effects()
          : Summaries.common(java.util.Objects.requireNonNull(sites.get(edge.site())));
      effects.values().forEach(each -> best(each.from(block, edge.site()), edge).ifPresent(found::add));
    }
    return found;
  }

  /// The nearest way where it is sure; else a surer one from the same place to an effect of the same kind. Empty where all are ruled out.
  private Optional<Effect> best(Effect nearest, Edge edge) {
    Ways.Passage passage = ways.of(nearest);
    if (passage == Ways.Passage.OPEN) {
      return Optional.of(nearest);
    }
    record Other(Effect effect, Ways.Passage passage) {}
    Optional<Other> other = ways(edge.target(), nearest.kind(), OTHER_STEPS_MAX).limit(OTHER_WAYS_MAX)
        .map(each -> each.from(nearest.block(), nearest.site())).map(each -> new Other(each, ways.of(each)))
        .min(Comparator.comparing((Other each) -> each.passage(), Comparator.reverseOrder()).thenComparingInt(each -> each.effect().length()));
    return other.filter(each -> each.passage().compareTo(passage) > 0).map(Other::effect)
        .or(() -> passage == Ways.Passage.SHUT ? Optional.empty() : Optional.of(nearest));
  }

  /// Whether each step of an effect is taken whenever the one before it is.
  boolean isSure(Effect effect) {
    return ways.of(effect) == Ways.Passage.OPEN;
  }

  /// Whether all that are seen to call a block keep it away from a place in it, by what they hand over.
  boolean isShutByCallers(Node site, CodeBlock block) {
    if (block.parameters().isEmpty() || !block.decorators().isEmpty()) {
      return false;
    }
    List<CallSite> callers = program.callers(block).stream().filter(each -> !each.block().module().isTest()).toList();
    return !callers.isEmpty() && ways.within(site, block, Given.NOTHING, Blocks.SLEEP) != Ways.Passage.OPEN && !program.isGivenAway(block) && callers.stream().allMatch(each ->
        ways.within(site, block, Given.at(each.call(), block, each.block(), Given.NOTHING), Blocks.SLEEP).compareTo(Ways.Passage.UNLIKELY) <= 0);
  }

  /// Whether a part of a block comes to a wait or a computation that holds the thread up as the one of that kind does.
  private boolean isIn(Node part, CodeBlock block, Blocks kind) {
    List<Place> all = places.computeIfAbsent(block, this::places);
    return all.stream().anyMatch(each -> part.span().contains(each.span()) && each.kinds().stream().anyMatch(other -> other == kind || !other.isLocal()));
  }

  private List<Place> places(CodeBlock block) {
    Stream<Place> direct = graph.of(block).direct().stream().map(each -> new Place(each.call().span(), each.entry().blocks().map(Set::of).orElse(Set.of())));
    Stream<Place> through = graph.of(block).edges().stream().filter(Edge::isInPlace)
        .map(each -> new Place(each.site().span(), summaries.of(each.target()).effects().keySet()));
    return Stream.concat(direct, through).filter(each -> !each.kinds().isEmpty()).toList();
  }

  private Stream<Effect> ways(CodeBlock block, Blocks kind, int steps) {
    Stream<Effect> own = graph.of(block).direct().stream().filter(each -> each.entry().blocks().filter(kind::equals).isPresent())
        .map(each -> Summaries.direct(each, block));
    Stream<Effect> further = steps == 0 ? Stream.of() : graph.of(block).edges().stream()
        .filter(each -> each.isInPlace() && each.among() == 1 && summaries.of(each.target()).effects().containsKey(kind))
        .flatMap(edge -> ways(edge.target(), kind, steps - 1).map(each -> each.from(block, edge.site())));
    return Stream.concat(own, further);
  }
}
