package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import org.antlr.v4.runtime.ParserRuleContext;

/// Places of what the grammar's rules have read.
final class Spans {

  private Spans() {}

  static Span of(ParserRuleContext context) {
    return between(first(context), last(context));
  }

  static Token first(ParserRuleContext context) {
    return (Token) context.start;
  }

  static Token last(ParserRuleContext context) {
    return (Token) context.stop;
  }

  static Span between(Token first, Token last) {
    return new Span(first.line, first.column, last.endLine, last.endColumn);
  }

  static Span of(org.antlr.v4.runtime.Token token) {
    return ((Token) token).span();
  }

  static SyntaxProblem problem(Span span, String what) {
    return new SyntaxProblem(span.line(), span.column(), what);
  }

  static SyntaxProblem problem(ParserRuleContext context, String what) {
    return problem(first(context), what);
  }

  static SyntaxProblem problem(org.antlr.v4.runtime.Token token, String what) {
    Token ours = (Token) token;
    return new SyntaxProblem(ours.line, ours.column, what);
  }
}
