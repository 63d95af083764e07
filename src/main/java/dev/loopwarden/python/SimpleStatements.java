package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// Statements of one logical line.
final class SimpleStatements {

  private SimpleStatements() {}

  /// Adds the statements of one line.
  static void add(SimpleStatementContext first, @Nullable MoreStatementsContext more, List<Stmt> to) {
    to.add(of(first));
    if (more != null) {
      for (SimpleStatementContext each : more.statements) {
        to.add(of(each));
      }
    }
  }

  private static Stmt of(SimpleStatementContext context) {
    Span span = Spans.of(context);
    return context.other == null ? ofExpression(context, span) : of(context.other, span);
  }

  private static Stmt of(KeywordStatementContext context, Span span) {
    if (context.returned != null) {
      return new Stmt.Return(span, Expressions.maybe(context.returned.value));
    }
    if (context.imported != null) {
      return Imports.of(context.imported, span);
    }
    if (context.raised != null) {
      return new Stmt.Raise(span, Expressions.maybe(context.raised.raised), Expressions.maybe(context.raised.cause));
    }
    if (context.asserted != null) {
      return new Stmt.Assert(span, Expressions.of(context.asserted.condition), Expressions.maybe(context.asserted.message));
    }
    if (context.deleted != null) {
      return new Stmt.Delete(span, Targets.deleted(context.deleted.deleted));
    }
    if (context.scoped != null) {
      List<String> names = context.scoped.names.stream().map(Token::getText).toList();
      return context.start.getType() == PythonGrammar.GLOBAL ? new Stmt.Global(span, names) : new Stmt.Nonlocal(span, names);
    }
    if (context.alias != null) {
      TypeStatementContext type = context.alias;
      return new Stmt.TypeAlias(
          span, new Expr.Name(Spans.of(type.name), type.name.getText()), Signatures.of(type.params), Expressions.of(type.value));
    }
    return switch (context.keyword.getType()) {
      case PythonGrammar.PASS -> new Stmt.Pass(span);
      case PythonGrammar.BREAK -> new Stmt.Break(span);
      default -> new Stmt.Continue(span);
    };
  }

  private static Stmt ofExpression(SimpleStatementContext context, Span span) {
    Expr first = Expressions.of(context.first);
    if (context.annotation != null) {
      Targets.checkSingle(first, "annotated");
      boolean plain = first instanceof Expr.Name && context.first.start.getType() == PythonGrammar.NAME;
      Optional<Expr> value = context.value == null ? Optional.empty() : Optional.of(Expressions.of(context.value));
      return new Stmt.AnnAssign(span, first, Expressions.of(context.annotation), value, plain ? 1 : 0);
    }
    if (context.op != null) {
      Targets.checkSingle(first, "the target of an augmented assignment");
      String written = context.op.getText();
      return new Stmt.AugAssign(
          span, first, Operator.of(written.substring(0, written.length() - 1)).python(), Expressions.of(context.value));
    }
    if (context.value == null) {
      return new Stmt.ExprStmt(span, first);
    }
    Targets.check(first);
    Expr value = Expressions.of(context.value);
    return context.more == null ? new Stmt.Assign(span, List.of(first), value) : chained(span, first, value, context.more.values);
  }

  /// `first = second = ... = value`.
  private static Stmt chained(Span span, Expr first, Expr second, List<ExpressionsContext> more) {
    var targets = new ArrayList<Expr>(more.size() + 1);
    targets.add(first);
    Expr value = second;
    for (ExpressionsContext each : more) {
      Targets.check(value);
      targets.add(value);
      value = Expressions.of(each);
    }
    return new Stmt.Assign(span, targets, value);
  }
}
