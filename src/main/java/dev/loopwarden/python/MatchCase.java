package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.List;
import java.util.Optional;

/// One `case` of a `match`. ASDL gives it no place; the span is that of its pattern to its last statement.
public record MatchCase(Span span, Pattern pattern, Optional<Expr> guard, List<Stmt> body) implements Node {

  public MatchCase {
    body = List.copyOf(body);
  }

  @Override
  public List<Node> children() {
    return Node.below(pattern, guard, body);
  }
}
