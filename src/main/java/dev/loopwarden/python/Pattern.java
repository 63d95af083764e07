package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.List;
import java.util.Optional;

/// A pattern of a `case`.
public sealed interface Pattern extends Node {

  record MatchValue(Span span, Expr value) implements Pattern {
    @Override
    public List<Node> children() {
      return Node.below(value);
    }
  }

  /// `None`, `True` or `False`.
  record MatchSingleton(Span span, String value) implements Pattern {
    @Override
    public List<Node> children() {
      return List.of();
    }
  }

  record MatchSequence(Span span, List<Pattern> patterns) implements Pattern {
    public MatchSequence {
      patterns = List.copyOf(patterns);
    }

    @Override
    public List<Node> children() {
      return Node.below(patterns);
    }
  }

  record MatchMapping(Span span, List<Expr> keys, List<Pattern> patterns, Optional<String> rest) implements Pattern {
    public MatchMapping {
      keys = List.copyOf(keys);
      patterns = List.copyOf(patterns);
    }

    @Override
    public List<Node> children() {
      return Interleaved.of(keys, patterns);
    }
  }

  record MatchClass(Span span, Expr cls, List<Pattern> patterns, List<String> kwdAttrs, List<Pattern> kwdPatterns) implements Pattern {
    public MatchClass {
      patterns = List.copyOf(patterns);
      kwdAttrs = List.copyOf(kwdAttrs);
      kwdPatterns = List.copyOf(kwdPatterns);
    }

    @Override
    public List<Node> children() {
      return Node.below(cls, patterns, kwdPatterns);
    }
  }

  record MatchStar(Span span, Optional<String> name) implements Pattern {
    @Override
    public List<Node> children() {
      return List.of();
    }
  }

  record MatchAs(Span span, Optional<Pattern> pattern, Optional<String> name) implements Pattern {
    @Override
    public List<Node> children() {
      return Node.below(pattern);
    }
  }

  record MatchOr(Span span, List<Pattern> patterns) implements Pattern {
    public MatchOr {
      patterns = List.copyOf(patterns);
    }

    @Override
    public List<Node> children() {
      return Node.below(patterns);
    }
  }
}
