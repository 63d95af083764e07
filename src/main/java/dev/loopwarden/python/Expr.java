package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.Optional;

/// An expression.
public sealed interface Expr extends Node {

  /// `op` is `And` or `Or`.
  record BoolOp(Span span, String op, java.util.List<Expr> values) implements Expr {
    public BoolOp {
      values = java.util.List.copyOf(values);
    }

    @Override
    public java.util.List<Node> children() {
      return Node.below(values);
    }
  }

  record NamedExpr(Span span, Expr target, Expr value) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(target, value);
    }
  }

  record BinOp(Span span, Expr left, String op, Expr right) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(left, right);
    }
  }

  record UnaryOp(Span span, String op, Expr operand) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(operand);
    }
  }

  record Lambda(Span span, Arguments args, Expr body) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(args, body);
    }
  }

  record IfExp(Span span, Expr test, Expr body, Expr orelse) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(body, test, orelse);
    }
  }

  /// A key is empty for `**value`.
  record Dict(Span span, java.util.List<Optional<Expr>> keys, java.util.List<Expr> values) implements Expr {
    public Dict {
      keys = java.util.List.copyOf(keys);
      values = java.util.List.copyOf(values);
    }

    @Override
    public java.util.List<Node> children() {
      return Interleaved.of(keys, values);
    }
  }

  record Set(Span span, java.util.List<Expr> elts) implements Expr {
    public Set {
      elts = java.util.List.copyOf(elts);
    }

    @Override
    public java.util.List<Node> children() {
      return Node.below(elts);
    }
  }

  record ListComp(Span span, Expr elt, java.util.List<Comprehension> generators) implements Expr {
    public ListComp {
      generators = java.util.List.copyOf(generators);
    }

    @Override
    public java.util.List<Node> children() {
      return Node.below(elt, generators);
    }
  }

  record SetComp(Span span, Expr elt, java.util.List<Comprehension> generators) implements Expr {
    public SetComp {
      generators = java.util.List.copyOf(generators);
    }

    @Override
    public java.util.List<Node> children() {
      return Node.below(elt, generators);
    }
  }

  /// `value` is empty where `key` is unpacked: `{**d for d in ds}` (PEP 798).
  record DictComp(Span span, Expr key, Optional<Expr> value, java.util.List<Comprehension> generators) implements Expr {
    public DictComp {
      generators = java.util.List.copyOf(generators);
    }

    @Override
    public java.util.List<Node> children() {
      return Node.below(key, value, generators);
    }
  }

  record GeneratorExp(Span span, Expr elt, java.util.List<Comprehension> generators) implements Expr {
    public GeneratorExp {
      generators = java.util.List.copyOf(generators);
    }

    @Override
    public java.util.List<Node> children() {
      return Node.below(elt, generators);
    }
  }

  record Await(Span span, Expr value) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(value);
    }
  }

  record Yield(Span span, Optional<Expr> value) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(value);
    }
  }

  record YieldFrom(Span span, Expr value) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(value);
    }
  }

  record Compare(Span span, Expr left, java.util.List<String> ops, java.util.List<Expr> comparators) implements Expr {
    public Compare {
      ops = java.util.List.copyOf(ops);
      comparators = java.util.List.copyOf(comparators);
    }

    @Override
    public java.util.List<Node> children() {
      return Node.below(left, comparators);
    }
  }

  record Call(Span span, Expr func, java.util.List<Expr> args, java.util.List<Keyword> keywords) implements Expr {
    public Call {
      args = java.util.List.copyOf(args);
      keywords = java.util.List.copyOf(keywords);
    }

    /// The value of a keyword argument: `timeout` of `get(url, timeout=5)`. What is handed over as `**options` is not seen.
    public Optional<Expr> keyword(String name) {
      return keywords.stream().filter(each -> each.arg().filter(name::equals).isPresent()).map(Keyword::value).findFirst();
    }

    @Override
    public java.util.List<Node> children() {
      return Node.below(func, args, keywords);
    }
  }

  /// `conversion` is -1 or the code of `s`, `r`, `a`.
  record FormattedValue(Span span, Expr value, int conversion, Optional<Expr> formatSpec) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(value, formatSpec);
    }
  }

  /// A field of a t-string.
  record Interpolation(Span span, Expr value, int conversion, Optional<Expr> formatSpec) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(value, formatSpec);
    }
  }

  /// An f-string.
  record JoinedStr(Span span, java.util.List<Expr> values) implements Expr {
    public JoinedStr {
      values = java.util.List.copyOf(values);
    }

    @Override
    public java.util.List<Node> children() {
      return Node.below(values);
    }
  }

  /// A t-string.
  record TemplateStr(Span span, java.util.List<Expr> values) implements Expr {
    public TemplateStr {
      values = java.util.List.copyOf(values);
    }

    @Override
    public java.util.List<Node> children() {
      return Node.below(values);
    }
  }

  /// `value` is the text of a string, the bytes as lower-case hexadecimal digits, a number as written, `True`, `False`, `None` or `...`.
  record Constant(Span span, ConstantType type, String value) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return java.util.List.of();
    }
  }

  record Attribute(Span span, Expr value, String attr) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(value);
    }
  }

  record Subscript(Span span, Expr value, Expr slice) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(value, slice);
    }
  }

  record Starred(Span span, Expr value) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(value);
    }
  }

  record Name(Span span, String id) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return java.util.List.of();
    }
  }

  record List(Span span, java.util.List<Expr> elts) implements Expr {
    public List {
      elts = java.util.List.copyOf(elts);
    }

    @Override
    public java.util.List<Node> children() {
      return Node.below(elts);
    }
  }

  record Tuple(Span span, java.util.List<Expr> elts) implements Expr {
    public Tuple {
      elts = java.util.List.copyOf(elts);
    }

    @Override
    public java.util.List<Node> children() {
      return Node.below(elts);
    }
  }

  record Slice(Span span, Optional<Expr> lower, Optional<Expr> upper, Optional<Expr> step) implements Expr {
    @Override
    public java.util.List<Node> children() {
      return Node.below(lower, upper, step);
    }
  }
}
