package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.List;
import java.util.Optional;

/// A type parameter (PEP 695, defaults of PEP 696).
public sealed interface TypeParam extends Node {

  record TypeVar(Span span, String name, Optional<Expr> bound, Optional<Expr> defaultValue) implements TypeParam {
    @Override
    public List<Node> children() {
      return Node.below(bound, defaultValue);
    }
  }

  record ParamSpec(Span span, String name, Optional<Expr> defaultValue) implements TypeParam {
    @Override
    public List<Node> children() {
      return Node.below(defaultValue);
    }
  }

  record TypeVarTuple(Span span, String name, Optional<Expr> defaultValue) implements TypeParam {
    @Override
    public List<Node> children() {
      return Node.below(defaultValue);
    }
  }
}
