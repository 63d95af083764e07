package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.python.Expr;
import java.util.List;
import java.util.Set;

/// Operations that may rightly last long, or that must not be cut off lightly: what was cut off may be done all the same. By their names.
final class Patience {

  private static final Set<String> MONEY = Set.of("pay", "payment", "payments", "payout", "invoice", "settle", "withdraw", "withdrawal", "transfer", "refund", "checkout", "swap");

  private static final Set<String> BULK =
      Set.of("restore", "import", "export", "backup", "dump", "migrate", "migration", "upload", "download", "train", "finetune", "transcribe", "render", "compact", "rescan");

  private static final Set<String> READS = Set.of("get", "list", "fetch", "check", "find", "look", "lookup", "status", "is", "has", "read", "poll", "count");

  private Patience() {}

  /// Whether money is moved there.
  static boolean movesMoney(Expr.Call call, CodeBlock block) {
    return isNamed(call, block, MONEY);
  }

  /// Whether much is moved or made there.
  static boolean movesMuch(Expr.Call call, CodeBlock block) {
    return isNamed(call, block, BULK);
  }

  /// By the names of the function and of what it calls; who only asks for a state moves nothing.
  private static boolean isNamed(Expr.Call call, CodeBlock block, Set<String> words) {
    if (READS.contains(Limiters.words(block.name()).stream().filter(each -> !each.isEmpty()).findFirst().orElse(""))) {
      return false;
    }
    return List.of(block.name(), CodeBlock.lastName(call.func())).stream().flatMap(each -> Limiters.words(each).stream()).anyMatch(words::contains);
  }
}
