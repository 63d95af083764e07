package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/// Statements of one logical line.
final class SimpleStatements {

  private SimpleStatements() {}

  static void add(SimpleStatementsContext context, List<Stmt> to) {
    for (SimpleStatementContext each : context.statements) {
      to.add(of(each));
    }
  }

  private static Stmt of(SimpleStatementContext context) {
    Span span = Spans.of(context);
    if (context.plain != null) {
      return of(context.plain, span);
    }
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

  private static Stmt of(ExpressionStatementContext context, Span span) {
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
    if (context.assigned.isEmpty()) {
      return new Stmt.ExprStmt(span, first);
    }
    int last = context.assigned.size() - 1;
    var targets = new ArrayList<Expr>(context.assigned.size());
    targets.add(first);
    for (int i = 0; i < last; i++) {
      targets.add(Expressions.of(context.assigned.get(i)));
    }
    for (Expr target : targets) {
      Targets.check(target);
    }
    return new Stmt.Assign(span, targets, Expressions.of(context.assigned.get(last)));
  }
}
