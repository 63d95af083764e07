package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a function is under its decorators: most leave it as it is, some change its colour, and of some nothing is known.
final class Decorators {

  private static final Set<String> KEPT =
      Set.of("staticmethod", "classmethod", "property", "cached_property", "abstractproperty", "abstractmethod", "contextmanager",
          "asynccontextmanager", "overload", "override", "final", "wraps", "lru_cache", "cache");

  private final Resolver resolver;
  private final Knowledge knowledge;

  Decorators(Resolver resolver, Knowledge knowledge) {
    this.resolver = resolver;
    this.knowledge = knowledge;
  }

  Meaning function(CodeBlock block, Optional<Meaning> receiver) {
    for (Expr decorator : block.decorators()) {
      if (!keeps(decorator, block)) {
        return new Meaning.Unknown("`" + block.name() + "` is decorated by `" + block.module().code(decorator.span()) + "`");
      }
    }
    return new Meaning.Function(block, receiver);
  }

  private boolean keeps(Expr decorator, CodeBlock block) {
    Expr name = decorator instanceof Expr.Call call ? call.func() : decorator;
    return switch (resolver.of(name, block.module())) {
      case Meaning.Library library ->
          KEPT.contains(library.name().substring(library.name().lastIndexOf('.') + 1)) || knowledge.is(library.name(), Role.KEEPS);
      case Meaning.Function function -> wraps(function.block(), block);
      default -> false;
    };
  }

  /// A decorator of the program keeps a function's colour where a wrapper of that colour is made in it, or none at all.
  private static boolean wraps(CodeBlock decorator, CodeBlock decorated) {
    List<Node> made = decorator.node().findAll(Node.class);
    boolean async = made.stream().anyMatch(each -> each instanceof Stmt.AsyncFunctionDef);
    boolean sync = made.stream().filter(each -> each instanceof Stmt.FunctionDef).count() > 1;
    return decorated.isAsync() ? async || !sync : sync || !async;
  }
}
