package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.util.List;
import java.util.Optional;

/// A statement.
public sealed interface Stmt extends Node {

  /// What has no nodes below it.
  sealed interface Leaf extends Stmt {
    @Override
    default List<Node> children() {
      return List.of();
    }
  }

  /// The span begins at `def`, behind the decorators.
  record FunctionDef(Span span, List<Expr> decoratorList, List<TypeParam> typeParams, String name, Arguments args, Optional<Expr> returns, List<Stmt> body) implements Stmt {
    public FunctionDef {
      decoratorList = List.copyOf(decoratorList);
      typeParams = List.copyOf(typeParams);
      body = List.copyOf(body);
    }

    @Override
    public List<Node> children() {
      return Node.below(decoratorList, typeParams, args, returns, body);
    }
  }

  /// The span begins at `async`, behind the decorators.
  record AsyncFunctionDef(Span span, List<Expr> decoratorList, List<TypeParam> typeParams, String name, Arguments args, Optional<Expr> returns, List<Stmt> body) implements Stmt {
    public AsyncFunctionDef {
      decoratorList = List.copyOf(decoratorList);
      typeParams = List.copyOf(typeParams);
      body = List.copyOf(body);
    }

    @Override
    public List<Node> children() {
      return Node.below(decoratorList, typeParams, args, returns, body);
    }
  }

  record ClassDef(Span span, List<Expr> decoratorList, List<TypeParam> typeParams, String name, List<Expr> bases, List<Keyword> keywords, List<Stmt> body) implements Stmt {
    public ClassDef {
      decoratorList = List.copyOf(decoratorList);
      typeParams = List.copyOf(typeParams);
      bases = List.copyOf(bases);
      keywords = List.copyOf(keywords);
      body = List.copyOf(body);
    }

    @Override
    public List<Node> children() {
      return Node.below(decoratorList, typeParams, bases, keywords, body);
    }
  }

  record Return(Span span, Optional<Expr> value) implements Stmt {
    @Override
    public List<Node> children() {
      return Node.below(value);
    }
  }

  record Delete(Span span, List<Expr> targets) implements Stmt {
    public Delete {
      targets = List.copyOf(targets);
    }

    @Override
    public List<Node> children() {
      return Node.below(targets);
    }
  }

  record Assign(Span span, List<Expr> targets, Expr value) implements Stmt {
    public Assign {
      targets = List.copyOf(targets);
    }

    @Override
    public List<Node> children() {
      return Node.below(targets, value);
    }
  }

  record TypeAlias(Span span, Expr name, List<TypeParam> typeParams, Expr value) implements Stmt {
    public TypeAlias {
      typeParams = List.copyOf(typeParams);
    }

    @Override
    public List<Node> children() {
      return Node.below(name, typeParams, value);
    }
  }

  /// `op` is the operator class of `ast`: `Add`.
  record AugAssign(Span span, Expr target, String op, Expr value) implements Stmt {
    @Override
    public List<Node> children() {
      return Node.below(target, value);
    }
  }

  record AnnAssign(Span span, Expr target, Expr annotation, Optional<Expr> value, int simple) implements Stmt {
    @Override
    public List<Node> children() {
      return Node.below(target, annotation, value);
    }
  }

  record For(Span span, Expr target, Expr iter, List<Stmt> body, List<Stmt> orelse) implements Stmt {
    public For {
      body = List.copyOf(body);
      orelse = List.copyOf(orelse);
    }

    @Override
    public List<Node> children() {
      return Node.below(target, iter, body, orelse);
    }
  }

  record AsyncFor(Span span, Expr target, Expr iter, List<Stmt> body, List<Stmt> orelse) implements Stmt {
    public AsyncFor {
      body = List.copyOf(body);
      orelse = List.copyOf(orelse);
    }

    @Override
    public List<Node> children() {
      return Node.below(target, iter, body, orelse);
    }
  }

  record While(Span span, Expr test, List<Stmt> body, List<Stmt> orelse) implements Stmt {
    public While {
      body = List.copyOf(body);
      orelse = List.copyOf(orelse);
    }

    @Override
    public List<Node> children() {
      return Node.below(test, body, orelse);
    }
  }

  record If(Span span, Expr test, List<Stmt> body, List<Stmt> orelse) implements Stmt {
    public If {
      body = List.copyOf(body);
      orelse = List.copyOf(orelse);
    }

    @Override
    public List<Node> children() {
      return Node.below(test, body, orelse);
    }
  }

  record With(Span span, List<WithItem> items, List<Stmt> body) implements Stmt {
    public With {
      items = List.copyOf(items);
      body = List.copyOf(body);
    }

    @Override
    public List<Node> children() {
      return Node.below(items, body);
    }
  }

  record AsyncWith(Span span, List<WithItem> items, List<Stmt> body) implements Stmt {
    public AsyncWith {
      items = List.copyOf(items);
      body = List.copyOf(body);
    }

    @Override
    public List<Node> children() {
      return Node.below(items, body);
    }
  }

  record Match(Span span, Expr subject, List<MatchCase> cases) implements Stmt {
    public Match {
      cases = List.copyOf(cases);
    }

    @Override
    public List<Node> children() {
      return Node.below(subject, cases);
    }
  }

  record Raise(Span span, Optional<Expr> exc, Optional<Expr> cause) implements Stmt {
    @Override
    public List<Node> children() {
      return Node.below(exc, cause);
    }
  }

  record Try(Span span, List<Stmt> body, List<ExceptHandler> handlers, List<Stmt> orelse, List<Stmt> finalbody) implements Stmt {
    public Try {
      body = List.copyOf(body);
      handlers = List.copyOf(handlers);
      orelse = List.copyOf(orelse);
      finalbody = List.copyOf(finalbody);
    }

    @Override
    public List<Node> children() {
      return Node.below(body, handlers, orelse, finalbody);
    }
  }

  /// `try` with `except*`.
  record TryStar(Span span, List<Stmt> body, List<ExceptHandler> handlers, List<Stmt> orelse, List<Stmt> finalbody) implements Stmt {
    public TryStar {
      body = List.copyOf(body);
      handlers = List.copyOf(handlers);
      orelse = List.copyOf(orelse);
      finalbody = List.copyOf(finalbody);
    }

    @Override
    public List<Node> children() {
      return Node.below(body, handlers, orelse, finalbody);
    }
  }

  record Assert(Span span, Expr test, Optional<Expr> msg) implements Stmt {
    @Override
    public List<Node> children() {
      return Node.below(test, msg);
    }
  }

  /// `isLazy` is 1 after `lazy` (PEP 810), else 0.
  record Import(Span span, List<Alias> names, int isLazy) implements Stmt {
    public Import {
      names = List.copyOf(names);
    }

    @Override
    public List<Node> children() {
      return Node.below(names);
    }
  }

  /// `isLazy` is 1 after `lazy` (PEP 810), else 0.
  record ImportFrom(Span span, Optional<String> module, List<Alias> names, int level, int isLazy) implements Stmt {
    public ImportFrom {
      names = List.copyOf(names);
    }

    @Override
    public List<Node> children() {
      return Node.below(names);
    }
  }

  record Global(Span span, List<String> names) implements Leaf {
    public Global {
      names = List.copyOf(names);
    }
  }

  record Nonlocal(Span span, List<String> names) implements Leaf {
    public Nonlocal {
      names = List.copyOf(names);
    }
  }

  /// `Expr` in the ASDL; that name is taken by the type of all expressions.
  record ExprStmt(Span span, Expr value) implements Stmt {
    @Override
    public List<Node> children() {
      return Node.below(value);
    }
  }

  record Pass(Span span) implements Leaf {}

  record Break(Span span) implements Leaf {}

  record Continue(Span span) implements Leaf {}
}
