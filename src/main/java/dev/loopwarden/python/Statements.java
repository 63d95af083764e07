package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar.*;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/// Compound statements; the simple ones are in `SimpleStatements`.
final class Statements {

  private Statements() {}

  static List<Stmt> of(List<StatementContext> contexts) {
    var statements = new ArrayList<Stmt>();
    for (StatementContext context : contexts) {
      if (context.simpleStatements() != null) {
        statements.addAll(SimpleStatements.of(context.simpleStatements()));
      } else {
        statements.add(compound(context));
      }
    }
    return statements;
  }

  private static List<Stmt> block(BlockContext context) {
    return context.simpleStatements() != null
        ? SimpleStatements.of(context.simpleStatements())
        : of(context.statement());
  }

  private static List<Stmt> orelse(@Nullable ElseClauseContext context) {
    return context == null ? List.of() : block(context.block());
  }

  private static Stmt compound(StatementContext context) {
    Span start = ((Token) context.start).span();
    if (context.ifStatement() != null) {
      return of(context.ifStatement(), start);
    }
    if (context.whileStatement() != null) {
      WhileStatementContext loop = context.whileStatement();
      List<Stmt> body = block(loop.block());
      List<Stmt> orelse = orelse(loop.elseClause());
      return new Stmt.While(start.to(end(body, orelse)), Expressions.of(loop.namedExpression()), body, orelse);
    }
    if (context.forStatement() != null) {
      return of(context.forStatement(), start, false);
    }
    if (context.tryStatement() != null) {
      return of(context.tryStatement(), start);
    }
    if (context.withStatement() != null) {
      return of(context.withStatement(), start, false);
    }
    if (context.functionDef() != null) {
      return of(context.functionDef(), start, List.of(), false);
    }
    if (context.classDef() != null) {
      return of(context.classDef(), start, List.of());
    }
    if (context.matchStatement() != null) {
      return of(context.matchStatement(), start);
    }
    return context.decorated() != null ? of(context.decorated()) : of(context.asyncStatement(), start);
  }

  private static Stmt of(AsyncStatementContext context, Span start) {
    if (context.functionDef() != null) {
      return of(context.functionDef(), start, List.of(), true);
    }
    return context.forStatement() != null
        ? of(context.forStatement(), start, true)
        : of(context.withStatement(), start, true);
  }

  private static Stmt of(DecoratedContext context) {
    List<Expr> decorators =
        context.decorator().stream().map(each -> Expressions.of(each.namedExpression())).toList();
    if (context.classDef() != null) {
      return of(context.classDef(), ((Token) context.classDef().start).span(), decorators);
    }
    boolean async = context.ASYNC() != null;
    Span start = async ? Spans.of(context.ASYNC()) : ((Token) context.functionDef().start).span();
    return of(context.functionDef(), start, decorators, async);
  }

  private static Stmt of(FunctionDefContext context, Span start, List<Expr> decorators, boolean async) {
    List<TypeParam> typeParams = Signatures.of(context.typeParams());
    String name = context.NAME().getText();
    Arguments args = Signatures.of(context.parameters(), Spans.of(context.LPAR()));
    Optional<Expr> returns = Expressions.maybe(context.expression());
    List<Stmt> body = block(context.block());
    Span span = start.to(body.getLast().span());
    return async
        ? new Stmt.AsyncFunctionDef(span, decorators, typeParams, name, args, returns, body)
        : new Stmt.FunctionDef(span, decorators, typeParams, name, args, returns, body);
  }

  private static Stmt of(ClassDefContext context, Span start, List<Expr> decorators) {
    List<Expr> bases = List.of();
    List<Keyword> keywords = List.of();
    if (context.arguments() != null) {
      var arguments = new Expressions.CallArguments(context.arguments());
      bases = arguments.args;
      keywords = arguments.keywords;
    }
    List<Stmt> body = block(context.block());
    return new Stmt.ClassDef(
        start.to(body.getLast().span()), decorators, Signatures.of(context.typeParams()), context.NAME().getText(), bases,
        keywords, body);
  }

  /// `elif` is an `If` alone in the `orelse` of the one before; built from the last, so that a long chain costs no stack.
  private static Stmt of(IfStatementContext context, Span start) {
    List<Stmt> orelse = orelse(context.elseClause());
    for (int i = context.elifClause().size() - 1; i >= 0; i--) {
      ElifClauseContext elif = context.elifClause(i);
      List<Stmt> body = block(elif.block());
      Span span = Spans.of(elif.ELIF()).to(end(body, orelse));
      orelse = List.of(new Stmt.If(span, Expressions.of(elif.namedExpression()), body, orelse));
    }
    List<Stmt> body = block(context.block());
    return new Stmt.If(start.to(end(body, orelse)), Expressions.of(context.namedExpression()), body, orelse);
  }

  private static Stmt of(ForStatementContext context, Span start, boolean async) {
    Expr target = Expressions.of(context.targets());
    Expr iter = Expressions.of(context.starExpressions());
    List<Stmt> body = block(context.block());
    List<Stmt> orelse = orelse(context.elseClause());
    Span span = start.to(end(body, orelse));
    return async ? new Stmt.AsyncFor(span, target, iter, body, orelse) : new Stmt.For(span, target, iter, body, orelse);
  }

  private static Stmt of(WithStatementContext context, Span start, boolean async) {
    List<WithItem> items = new ArrayList<>();
    Optional<ElementsContext> inParentheses =
        context.withItem().size() == 1 ? parenthesisedItems(context.withItem(0)) : Optional.empty();
    if (inParentheses.isPresent()) {
      for (ElementContext element : inParentheses.get().element()) {
        items.add(item(Expressions.of(element.namedExpression()), element.target(), Spans.of(element)));
      }
    } else {
      for (WithItemContext each : context.withItem()) {
        items.add(item(Expressions.of(each.expression()), each.target(), Spans.of(each)));
      }
    }
    List<Stmt> body = block(context.block());
    Span span = start.to(body.getLast().span());
    return async ? new Stmt.AsyncWith(span, items, body) : new Stmt.With(span, items, body);
  }

  private static WithItem item(Expr expression, @Nullable TargetContext target, Span span) {
    return new WithItem(span, expression, target == null ? Optional.empty() : Optional.of(Expressions.of(target)));
  }

  /// The items of `with (a as b, c):`, which the grammar reads as a tuple.
  private static Optional<ElementsContext> parenthesisedItems(WithItemContext context) {
    OperationContext operation = context.expression().operation(0);
    if (context.AS() != null || operation == null || context.expression().IF() != null || operation.getChildCount() > 1) {
      return Optional.empty();
    }
    PrimaryContext primary = operation.primary(0);
    if (!primary.trailer().isEmpty() || primary.atom().parenthesised() == null) {
      return Optional.empty();
    }
    ElementsContext elements = primary.atom().parenthesised().elements();
    boolean items =
        elements != null
            && elements.comprehension().isEmpty()
            && elements.element().stream()
                .allMatch(each -> each.STAR() == null && each.namedExpression().COLONEQ() == null);
    return items ? Optional.of(elements) : Optional.empty();
  }

  private static Stmt of(TryStatementContext context, Span start) {
    List<Stmt> body = block(context.block());
    List<ExceptHandler> handlers = context.exceptClause().stream().map(Statements::of).toList();
    long stars = context.exceptClause().stream().filter(each -> each.STAR() != null).count();
    if (stars > 0 && stars < handlers.size()) {
      throw Spans.problem(start, "cannot have both 'except' and 'except*' on the same 'try'");
    }
    List<Stmt> orelse = orelse(context.elseClause());
    List<Stmt> finalbody = context.finallyClause() == null ? List.of() : block(context.finallyClause().block());
    Span last = handlers.isEmpty() ? body.getLast().span() : handlers.getLast().span();
    Span span = start.to(!finalbody.isEmpty() ? finalbody.getLast().span() : !orelse.isEmpty() ? orelse.getLast().span() : last);
    return stars > 0
        ? new Stmt.TryStar(span, body, handlers, orelse, finalbody)
        : new Stmt.Try(span, body, handlers, orelse, finalbody);
  }

  private static ExceptHandler of(ExceptClauseContext context) {
    List<Stmt> body = block(context.block());
    Optional<String> name = Optional.ofNullable(context.NAME()).map(TerminalNode::getText);
    return new ExceptHandler(
        Spans.of(context.EXCEPT()).to(body.getLast().span()),
        Optional.ofNullable(context.exceptionTypes()).map(Statements::of),
        name,
        body);
  }

  /// Several types need no parentheses since PEP 758.
  private static Expr of(ExceptionTypesContext context) {
    Spans.checkSeparators(context);
    List<Expr> types = context.expression().stream().map(Expressions::of).toList();
    return context.COMMA().isEmpty() ? types.getFirst() : new Expr.Tuple(Spans.of(context), types);
  }

  private static Stmt of(MatchStatementContext context, Span start) {
    var cases = new ArrayList<MatchCase>();
    for (CaseBlockContext each : context.caseBlock()) {
      List<Stmt> body = block(each.block());
      Optional<Expr> guard =
          each.namedExpression() == null ? Optional.empty() : Optional.of(Expressions.of(each.namedExpression()));
      cases.add(new MatchCase(Spans.of(each.patterns()).to(body.getLast().span()), Patterns.of(each.patterns()), guard, body));
    }
    return new Stmt.Match(start.to(cases.getLast().span()), Expressions.of(context.starExpressions()), cases);
  }

  private static Span end(List<Stmt> body, List<Stmt> orelse) {
    return orelse.isEmpty() ? body.getLast().span() : orelse.getLast().span();
  }

}
