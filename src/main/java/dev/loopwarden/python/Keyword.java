package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.List;
import java.util.Optional;

/// A keyword argument; without a name it is `**value`.
public record Keyword(Span span, Optional<String> arg, Expr value) implements Node {

  @Override
  public List<Node> children() {
    return List.of(value);
  }
}
