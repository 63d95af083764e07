package dev.loopwarden.rules;

import dev.loopwarden.program.CallSite;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Functions for which a request waits: those that a web framework registers, and what they call.
final class Handlers {

  /// Steps from a handler on.
  private static final int STEPS = 3;

  private static final Set<String> VERBS =
      Set.of("get", "post", "put", "patch", "delete", "head", "options", "route", "api_route", "websocket", "view");

  private Handlers() {}

  /// Whether a request waits for what this function does.
  static boolean serves(CodeBlock block, Program program) {
    var seen = new HashSet<CodeBlock>(Set.of(block));
    List<CodeBlock> level = List.of(block);
    for (int step = 0; step <= STEPS && !level.isEmpty(); step++) {
      if (level.stream().anyMatch(each -> isHandler(each, program))) {
        return true;
      }
      level = level.stream().flatMap(each -> program.callers(each).stream()).map(CallSite::block).filter(seen::add).toList();
    }
    return false;
  }

  static boolean isHandler(CodeBlock block, Program program) {
    return block.decorators().stream().anyMatch(each -> registers(each, block, program));
  }

  private static boolean registers(Expr decorator, CodeBlock block, Program program) {
    if (!(decorator instanceof Expr.Call call)) {
      return false;
    }
    if (program.entry(call, block.module()).filter(each -> each.is(Role.ROUTE)).isPresent()) {
      return true;
    }
    return call.func() instanceof Expr.Attribute attribute && VERBS.contains(attribute.attr())
        && call.args().stream().findFirst().filter(Handlers::isAddress).isPresent();
  }

  private static boolean isAddress(Expr expr) {
    return expr instanceof Expr.Constant constant && constant.type() == ConstantType.STR && (constant.value().startsWith("/") || constant.value().isEmpty());
  }
}
