package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Calls that would wait for another thread or process, and are told not to: `acquire(blocking=False)`, `get(False)`, `join(timeout=0)`,
/// `shutdown(wait=False)`, `sleep(0)`, `flock(file, LOCK_EX | LOCK_NB)`.
final class AtOnce {

  /// https://docs.python.org/3/library/fcntl.html#fcntl.lockf, https://docs.python.org/3/library/os.html#os.WNOHANG,
  /// https://pyzmq.readthedocs.io/en/latest/api/zmq.html#zmq.Socket.recv
  private static final Set<String> FLAGS = Set.of("LOCK_NB", "LOCK_UN", "WNOHANG", "F_TLOCK", "NOBLOCK", "DONTWAIT", "MSG_DONTWAIT");

  private AtOnce() {}

  static boolean is(Expr.Call call, Knowledge.Entry entry) {
    if (entry.blocks().filter(Blocks.SLEEP::equals).isPresent()) {
      return isZero(call.args().stream().findFirst());
    }
    if (entry.blocks().filter(List.of(Blocks.MQ, Blocks.SOCKET)::contains).isPresent()) {
      return isFlagged(call);
    }
    return entry.blocks().filter(List.of(Blocks.LOCK, Blocks.PROCESS)::contains).isPresent()
        && (Stream.of("block", "blocking", "wait").anyMatch(each -> isFalse(call.keyword(each))) || isFalse(call.args().stream().findFirst())
            || isZero(call.keyword("timeout")) || isFlagged(call));
  }

  private static boolean isFalse(Optional<Expr> given) {
    return given.filter(each -> each instanceof Expr.Constant constant && constant.value().equals("False")).isPresent();
  }

  private static boolean isZero(Optional<Expr> given) {
    return given.filter(each -> each instanceof Expr.Constant constant && Set.of("0", "0.0").contains(constant.value())).isPresent();
  }

  private static boolean isFlagged(Expr.Call call) {
    return Stream.concat(call.args().stream(), call.keyword("flags").stream()).flatMap(each -> each.findAll(Node.class).stream()).anyMatch(each -> switch (each) {
      case Expr.Attribute attribute -> FLAGS.contains(attribute.attr());
      case Expr.Name name -> FLAGS.contains(name.id());
      default -> false;
    });
  }
}
