package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.source.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Places of parse tree nodes, and the checks on separators that the grammar leaves open.
final class Spans {

  private Spans() {}

  static Span of(ParserRuleContext context) {
    return ((Token) context.start).span().to(((Token) context.stop).span());
  }

  static Span of(TerminalNode terminal) {
    return ((Token) terminal.getSymbol()).span();
  }

  static boolean is(ParseTree tree, int type) {
    return tree instanceof TerminalNode terminal && terminal.getSymbol().getType() == type;
  }

  /// The grammar reads `a,,b` as a list; Python does not.
  static void checkSeparators(ParserRuleContext context) {
    ParseTree before = null;
    for (ParseTree child : context.children) {
      boolean separator = is(child, PythonGrammar.COMMA) || is(child, PythonGrammar.SEMI);
      if (separator && before != null && (is(before, PythonGrammar.COMMA) || is(before, PythonGrammar.SEMI))) {
        throw problem(of((TerminalNode) child), "invalid syntax");
      }
      before = child;
    }
  }

  static SyntaxProblem problem(Span span, String what) {
    return new SyntaxProblem(span.line(), span.column(), what);
  }

}
