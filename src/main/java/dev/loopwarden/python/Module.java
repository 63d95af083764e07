package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.List;

/// A whole file. Its span is from the first line to the last.
public record Module(Span span, List<Stmt> body) implements Node {

  public Module {
    body = List.copyOf(body);
  }

  @Override
  public List<Node> children() {
    return List.copyOf(body);
  }
}
