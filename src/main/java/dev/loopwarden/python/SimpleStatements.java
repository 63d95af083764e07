package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Statements of one logical line.
final class SimpleStatements {

  private SimpleStatements() {}

  static List<Stmt> of(SimpleStatementsContext context) {
    Spans.checkSeparators(context);
    var statements = new ArrayList<Stmt>();
    for (SimpleStatementContext each : context.simpleStatement()) {
      statements.add(of(each));
    }
    return statements;
  }

  private static Stmt of(SimpleStatementContext context) {
    Span span = Spans.of(context);
    if (context.expressionStatement() != null) {
      return of(context.expressionStatement(), span);
    }
    if (context.returnStatement() != null) {
      return new Stmt.Return(span, Expressions.maybe(context.returnStatement().starExpressions()));
    }
    if (context.importStatement() != null) {
      return new Stmt.Import(span, context.importStatement().dottedAs().stream().map(SimpleStatements::of).toList());
    }
    if (context.fromStatement() != null) {
      return of(context.fromStatement(), span);
    }
    if (context.raiseStatement() != null) {
      RaiseStatementContext raise = context.raiseStatement();
      return new Stmt.Raise(span, Expressions.maybe(raise.expression(0)), Expressions.maybe(raise.expression(1)));
    }
    if (context.assertStatement() != null) {
      AssertStatementContext said = context.assertStatement();
      return new Stmt.Assert(span, Expressions.of(said.expression(0)), Expressions.maybe(said.expression(1)));
    }
    if (context.delStatement() != null) {
      return delete(context.delStatement(), span);
    }
    if (context.globalStatement() != null) {
      return new Stmt.Global(span, names(context.globalStatement().NAME()));
    }
    if (context.nonlocalStatement() != null) {
      return new Stmt.Nonlocal(span, names(context.nonlocalStatement().NAME()));
    }
    if (context.typeStatement() != null) {
      TypeStatementContext type = context.typeStatement();
      return new Stmt.TypeAlias(
          span, new Expr.Name(Spans.of(type.NAME()), type.NAME().getText()), Signatures.of(type.typeParams()),
          Expressions.of(type.expression()));
    }
    return switch (context.start.getType()) {
      case PythonGrammar.PASS -> new Stmt.Pass(span);
      case PythonGrammar.BREAK -> new Stmt.Break(span);
      default -> new Stmt.Continue(span);
    };
  }

  private static Stmt of(ExpressionStatementContext context, Span span) {
    Expr first = Expressions.of(context.expressions(0));
    if (context.COLON() != null) {
      Expressions.checkTarget(first);
      boolean plain = first instanceof Expr.Name && context.expressions(0).start.getType() == PythonGrammar.NAME;
      Optional<Expr> value =
          context.annotated() == null ? Optional.empty() : Optional.of(Expressions.of(context.annotated().expressions()));
      return new Stmt.AnnAssign(span, first, Expressions.of(context.expression()), value, plain ? 1 : 0);
    }
    if (context.AUGASSIGN() != null) {
      Expressions.checkTarget(first);
      String operator = context.AUGASSIGN().getText();
      return new Stmt.AugAssign(
          span, first, Operators.binaryName(operator.substring(0, operator.length() - 1)),
          Expressions.of(context.expressions(1)));
    }
    if (context.ASSIGN().isEmpty()) {
      return new Stmt.ExprStmt(span, first);
    }
    var parts = new ArrayList<Expr>();
    context.expressions().forEach(each -> parts.add(Expressions.of(each)));
    Expr value = parts.removeLast();
    parts.forEach(Expressions::checkTarget);
    return new Stmt.Assign(span, parts, value);
  }

  private static Stmt delete(DelStatementContext context, Span span) {
    StarExpressionsContext targets = context.starExpressions();
    Spans.checkSeparators(targets);
    List<Expr> each = targets.starItem().stream().map(Expressions::of).toList();
    each.forEach(Expressions::checkTarget);
    return new Stmt.Delete(span, each);
  }

  private static Alias of(DottedAsContext context) {
    return new Alias(Spans.of(context), context.dottedName().getText(), Optional.ofNullable(context.NAME()).map(TerminalNode::getText));
  }

  private static Stmt of(FromStatementContext context, Span span) {
    int level = context.DOT().size() + 3 * context.ELLIPSIS().size();
    Optional<String> module = Optional.ofNullable(context.dottedName()).map(DottedNameContext::getText);
    if (level == 0 && module.isEmpty()) {
      throw Spans.problem(span, "invalid syntax");
    }
    if (context.STAR() != null) {
      return new Stmt.ImportFrom(span, module, List.of(new Alias(Spans.of(context.STAR()), "*", Optional.empty())), level);
    }
    Spans.checkSeparators(context);
    List<Alias> names =
        context.importAs().stream()
            .map(
                each ->
                    new Alias(
                        Spans.of(each), each.NAME(0).getText(), Optional.ofNullable(each.NAME(1)).map(TerminalNode::getText)))
            .collect(Collectors.toList());
    return new Stmt.ImportFrom(span, module, names, level);
  }

  private static List<String> names(List<TerminalNode> terminals) {
    return terminals.stream().map(TerminalNode::getText).toList();
  }
}
