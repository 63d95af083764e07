package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.List;

/// One `for ... in ... if ...` of a comprehension; `isAsync` is 0 or 1.
public record Comprehension(Span span, Expr target, Expr iter, List<Expr> ifs, int isAsync) implements Node {

  public Comprehension {
    ifs = List.copyOf(ifs);
  }

  @Override
  public List<Node> children() {
    return Node.below(target, iter, ifs);
  }
}
