package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.List;
import java.util.Optional;

/// An `except` clause; without a type it catches all.
public record ExceptHandler(Span span, Optional<Expr> type, Optional<String> name, List<Stmt> body) implements Node {

  public ExceptHandler {
    body = List.copyOf(body);
  }

  @Override
  public List<Node> children() {
    return Node.below(type, body);
  }
}
