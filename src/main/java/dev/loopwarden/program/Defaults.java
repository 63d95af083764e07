package dev.loopwarden.program;

import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Arguments;
import dev.loopwarden.python.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The default values of a function's parameters.
final class Defaults {

  private Defaults() {}

  @SuppressWarnings("ReferenceEquality") // nodes are told apart by identity
  static Optional<Expr> of(CodeBlock block, Arg arg) {
    if (block.args().isEmpty()) {
      return Optional.empty();
    }
    Arguments all = block.args().get();
    List<Arg> positional = new ArrayList<>(all.posonlyargs());
    positional.addAll(all.args());
    int first = positional.size() - all.defaults().size();
    for (int i = Math.max(first, 0); i < positional.size(); i++) {
      if (positional.get(i) == arg) {
        return Optional.of(all.defaults().get(i - first));
      }
    }
    for (int i = 0; i < all.kwonlyargs().size(); i++) {
      if (all.kwonlyargs().get(i) == arg) {
        return all.kwDefaults().get(i);
      }
    }
    return Optional.empty();
  }
}
