package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.List;
import java.util.Optional;

/// One name of an import.
public record Alias(Span span, String name, Optional<String> asname) implements Node {

  @Override
  public List<Node> children() {
    return List.of();
  }
}
