package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// `try` and `with`.
final class Guards {

  private Guards() {}

  static Stmt of(TryStatementContext context, Span span) {
    List<Stmt> body = Statements.block(context.body);
    var handlers = new ArrayList<ExceptHandler>();
    boolean group = !context.handlers.isEmpty() && context.handlers.getFirst().star != null;
    for (ExceptClauseContext each : context.handlers) {
      if ((each.star != null) != group) {
        throw Spans.problem(each, "cannot have both 'except' and 'except*' on the same 'try'");
      }
      handlers.add(of(each));
    }
    List<Stmt> orelse = Statements.orelse(context.otherwise);
    List<Stmt> finalbody = context.last == null ? List.of() : Statements.block(context.last.body);
    return group
        ? new Stmt.TryStar(span, body, handlers, orelse, finalbody)
        : new Stmt.Try(span, body, handlers, orelse, finalbody);
  }

  private static ExceptHandler of(ExceptClauseContext context) {
    if (context.star != null && context.type == null) {
      throw Spans.problem(context.star, "expected one or more exception types");
    }
    Optional<String> name = Optional.ofNullable(context.name).map(Token::getText);
    Optional<Expr> type = context.type == null ? Optional.empty() : Optional.of(types(context));
    return new ExceptHandler(Spans.of(context), type, name, Statements.block(context.body));
  }

  /// Several types need no parentheses since PEP 758, where they get no name.
  private static Expr types(ExceptClauseContext context) {
    Expr first = Expressions.of(context.type);
    if (context.comma == null) {
      return first;
    }
    if (context.name != null) {
      throw Spans.problem(context.type, "multiple exception types must be parenthesized when using 'as'");
    }
    var types = new ArrayList<Expr>(List.of(first));
    context.more.forEach(each -> types.add(Expressions.of(each)));
    return new Expr.Tuple(Spans.between(Spans.first(context.type), Expressions.listEnd(context.comma, context.more)), types);
  }

  static Stmt of(WithStatementContext context, Span span, boolean async) {
    List<WithItem> items = new ArrayList<>();
    ElementsContext inParentheses = context.items.size() == 1 ? parenthesisedItems(context.items.getFirst()) : null;
    if (inParentheses != null) {
      for (ElementContext each : inParentheses.items) {
        items.add(item(each.first, each.variable, Spans.of(each)));
      }
    } else {
      for (WithItemContext each : context.items) {
        items.add(item(each.value, each.variable, Spans.of(each)));
      }
    }
    List<Stmt> body = Statements.block(context.body);
    return async ? new Stmt.AsyncWith(span, items, body) : new Stmt.With(span, items, body);
  }

  private static WithItem item(ExpressionContext value, @Nullable TargetContext variable, Span span) {
    return new WithItem(span, Expressions.of(value), variable == null ? Optional.empty() : Optional.of(Targets.of(variable)));
  }

  /// The items of `with (a as b, c):`, which the grammar reads as a tuple.
  private static @Nullable ElementsContext parenthesisedItems(WithItemContext context) {
    if (context.variable != null || !Expressions.isPrimary(context.value)) {
      return null;
    }
    PrimaryContext primary = context.value.left;
    if (!primary.trailers.isEmpty() || primary.group == null || primary.group.inner == null) {
      return null;
    }
    ElementsContext inner = primary.group.inner;
    boolean items =
        inner.generators == null && inner.items.stream().allMatch(each -> each.star == null && each.assigned == null);
    return items ? inner : null;
  }
}
