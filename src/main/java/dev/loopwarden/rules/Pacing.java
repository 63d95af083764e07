package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Optional;

/// What a loop that starts tasks waits for in between, so that it does not run ahead of them.
final class Pacing {

  private Pacing() {}

  /// A limiter that is acquired in the loop, or a wait for tasks that were started before; told with its line.
  static Optional<String> of(Made made, CodeBlock block, Program program) {
    return made.loop().flatMap(loop -> {
      List<Node> nodes = CodeBlock.ownNodes(body(loop));
      Optional<String> acquired = Limiters.acquired(nodes, block, program);
      return acquired.isPresent() ? acquired : waited(nodes, block, program);
    });
  }

  private static Optional<String> waited(List<Node> nodes, CodeBlock block, Program program) {
    for (Node node : nodes) {
      if (node instanceof Expr.Await await && await.value() instanceof Expr.Call call) {
        boolean joins = program.entry(call, block.module())
            .filter(each -> each.is(Role.GATHERS) || each.is(Role.WAITS_MANY)).isPresent();
        if (joins) {
          return Optional.of("`" + CodeBlock.lastName(call.func()) + "` at line " + call.span().line() + " waits for those started before");
        }
      } else if (node instanceof Expr.Await await && (await.value() instanceof Expr.Name || await.value() instanceof Expr.Attribute)) {
        return Optional.of("`" + block.module().code(await.span()) + "` at line " + await.span().line());
      }
    }
    return Optional.empty();
  }

  private static List<Stmt> body(Node loop) {
    return switch (loop) {
      case Stmt.For each -> each.body();
      case Stmt.AsyncFor each -> each.body();
      case Stmt.While each -> each.body();
      default -> List.of();
    };
  }
}
