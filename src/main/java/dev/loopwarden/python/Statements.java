package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Compound statements; `try` is in `Guards`, `match` in `Patterns`, the simple ones are in `SimpleStatements`.
final class Statements {

  private Statements() {}

  /// Adds what one statement of the grammar stands for: a line may hold several.
  static void add(StatementContext context, List<Stmt> to) {
    if (context.compound == null) {
      SimpleStatements.add(context.first, context.more, to);
    } else {
      to.add(of(context.compound));
    }
  }

  static List<Stmt> block(BlockContext context) {
    var statements = new ArrayList<Stmt>(Math.max(1, context.statements.size()));
    if (context.first != null) {
      SimpleStatements.add(context.first, context.more, statements);
    } else {
      for (StatementContext each : context.statements) {
        add(each, statements);
      }
    }
    return statements;
  }

  static List<Stmt> orelse(@Nullable ElseClauseContext context) {
    return context == null ? List.of() : block(context.body);
  }

  private static Stmt of(CompoundStatementContext context) {
    Span span = Spans.of(context);
    if (context.branch != null) {
      return of(context.branch, span);
    }
    if (context.function != null) {
      return of(context.function, span, List.of(), false);
    }
    if (context.type != null) {
      return of(context.type, span, List.of());
    }
    if (context.each != null) {
      return of(context.each, span, false);
    }
    if (context.guarded != null) {
      return Guards.of(context.guarded, span);
    }
    if (context.managed != null) {
      return Guards.of(context.managed, span, false);
    }
    if (context.dressed != null) {
      return of(context.dressed);
    }
    if (context.loop != null) {
      WhileStatementContext loop = context.loop;
      return new Stmt.While(span, Expressions.of(loop.condition), block(loop.body), orelse(loop.otherwise));
    }
    return context.choice != null ? match(context.choice, span) : of(context.asynchronous, span);
  }

  private static Stmt of(AsyncStatementContext context, Span span) {
    if (context.function != null) {
      return of(context.function, span, List.of(), true);
    }
    return context.each != null ? of(context.each, span, true) : Guards.of(context.managed, span, true);
  }

  private static Stmt of(DecoratedContext context) {
    var decorators = new ArrayList<Expr>();
    for (DecoratorContext each : context.decorators) {
      decorators.add(Expressions.of(each.value));
    }
    if (context.type != null) {
      return of(context.type, Spans.of(context.type), decorators);
    }
    Token start = context.async != null ? (Token) context.async : Spans.first(context.function);
    return of(context.function, Spans.between(start, Spans.last(context)), decorators, context.async != null);
  }

  private static Stmt of(FunctionDefContext context, Span span, List<Expr> decorators, boolean async) {
    List<TypeParam> typeParams = Signatures.of(context.params);
    String name = context.name.getText();
    Arguments args = Signatures.of(context.signature, Spans.of(context.open));
    Optional<Expr> returns = Expressions.maybe(context.result);
    List<Stmt> body = block(context.body);
    return async
        ? new Stmt.AsyncFunctionDef(span, decorators, typeParams, name, args, returns, body)
        : new Stmt.FunctionDef(span, decorators, typeParams, name, args, returns, body);
  }

  private static Stmt of(ClassDefContext context, Span span, List<Expr> decorators) {
    List<TypeParam> typeParams = Signatures.of(context.params);
    var bases = Calls.Passed.ofClass(context.bases);
    return new Stmt.ClassDef(
        span, decorators, typeParams, context.name.getText(), bases.args(), bases.keywords(), block(context.body));
  }

  /// `elif` is an `If` alone in the `orelse` of the one before; built from the last, so that a long chain costs no stack.
  private static Stmt of(IfStatementContext context, Span span) {
    List<Stmt> orelse = orelse(context.otherwise);
    for (int i = context.elifs.size() - 1; i >= 0; i--) {
      ElifClauseContext elif = context.elifs.get(i);
      Span place = Spans.between(Spans.first(elif), Spans.last(context));
      orelse = List.of(new Stmt.If(place, Expressions.of(elif.condition), block(elif.body), orelse));
    }
    return new Stmt.If(span, Expressions.of(context.condition), block(context.body), orelse);
  }

  private static Stmt of(ForStatementContext context, Span span, boolean async) {
    Expr target = Targets.of(context.variables);
    Expr iter = Expressions.of(context.iterable);
    List<Stmt> body = block(context.body);
    List<Stmt> orelse = orelse(context.otherwise);
    return async ? new Stmt.AsyncFor(span, target, iter, body, orelse) : new Stmt.For(span, target, iter, body, orelse);
  }

  private static Stmt match(MatchStatementContext context, Span span) {
    var cases = new ArrayList<MatchCase>();
    for (CaseBlockContext each : context.cases) {
      Optional<Expr> guard = each.guard == null ? Optional.empty() : Optional.of(Expressions.of(each.guard));
      Span place = Spans.between(Spans.first(each.pattern), Spans.last(each));
      cases.add(new MatchCase(place, Patterns.of(each.pattern), guard, block(each.body)));
    }
    return new Stmt.Match(span, Displays.subject(context.subject), cases);
  }
}
