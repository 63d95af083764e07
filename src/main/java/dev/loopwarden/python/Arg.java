package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.List;
import java.util.Optional;

/// One parameter.
public record Arg(Span span, String arg, Optional<Expr> annotation) implements Node {

  @Override
  public List<Node> children() {
    return Node.below(annotation);
  }
}
