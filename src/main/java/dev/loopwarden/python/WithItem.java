package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.List;
import java.util.Optional;

/// One item of a `with`. ASDL gives it no place; the span is that of its expression to its target.
public record WithItem(Span span, Expr contextExpr, Optional<Expr> optionalVars) implements Node {

  @Override
  public List<Node> children() {
    return Node.below(contextExpr, optionalVars);
  }
}
