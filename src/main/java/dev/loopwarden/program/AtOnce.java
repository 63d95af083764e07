package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Calls that would wait for another thread or process, and are told not to: `acquire(blocking=False)`, `get(False)`, `join(timeout=0)`,
/// `flock(file, LOCK_EX | LOCK_NB)`.
final class AtOnce {

  /// https://docs.python.org/3/library/fcntl.html#fcntl.lockf, https://docs.python.org/3/library/os.html#os.WNOHANG
  private static final Set<String> FLAGS = Set.of("LOCK_NB", "LOCK_UN", "WNOHANG", "F_TLOCK");

  private AtOnce() {}

  static boolean is(Expr.Call call, Knowledge.Entry entry) {
    return entry.blocks().filter(List.of(Blocks.LOCK, Blocks.PROCESS)::contains).isPresent()
        && (isFalse(call.keyword("block")) || isFalse(call.keyword("blocking")) || isFalse(call.args().stream().findFirst())
            || isZero(call.keyword("timeout")) || isFlagged(call));
  }

  private static boolean isFalse(Optional<Expr> given) {
    return given.filter(each -> each instanceof Expr.Constant constant && constant.value().equals("False")).isPresent();
  }

  private static boolean isZero(Optional<Expr> given) {
    return given.filter(each -> each instanceof Expr.Constant constant && Set.of("0", "0.0").contains(constant.value())).isPresent();
  }

  private static boolean isFlagged(Expr.Call call) {
    return call.args().stream().skip(1).flatMap(each -> each.findAll(Node.class).stream()).anyMatch(each -> switch (each) {
      case Expr.Attribute attribute -> FLAGS.contains(attribute.attr());
      case Expr.Name name -> FLAGS.contains(name.id());
      default -> false;
    });
  }
}
