package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The parameters of a function.
///
/// @param defaults of the last `defaults.size()` positional parameters
/// @param kwDefaults one for each of `kwonlyargs`; empty where there is none
public record Arguments(
    Span span,
    List<Arg> posonlyargs,
    List<Arg> args,
    Optional<Arg> vararg,
    List<Arg> kwonlyargs,
    List<Optional<Expr>> kwDefaults,
    Optional<Arg> kwarg,
    List<Expr> defaults)
    implements Node {

  public Arguments {
    posonlyargs = List.copyOf(posonlyargs);
    args = List.copyOf(args);
    kwonlyargs = List.copyOf(kwonlyargs);
    kwDefaults = List.copyOf(kwDefaults);
    defaults = List.copyOf(defaults);
  }

  @Override
  public List<Node> children() {
    var nodes = new ArrayList<>(Node.below(posonlyargs, args, vararg, kwonlyargs, kwDefaults, kwarg, defaults));
    nodes.sort(Comparator.comparing(Node::span));
    return nodes;
  }

  /// All parameters in the order of their positions.
  public List<Arg> all() {
    return Node.below(posonlyargs, args, vararg, kwonlyargs, kwarg).stream().map(Arg.class::cast).toList();
  }
}
