package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Mentions;
import dev.loopwarden.program.ParsedModule;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A program that puts plain functions in the place of its own coroutine functions while it is imported, as client libraries for both worlds do.
final class Synced {

  private Synced() {}

  /// Whether a module looks which functions of a class are async, sets others under names that it finds, and runs a loop to their end.
  static boolean methodsMayBe(Program program) {
    Set<ParsedModule> runs = modules(program, "run_until_complete", "run_coroutine_threadsafe", "run");
    Set<ParsedModule> asks = modules(program, "iscoroutinefunction", "isasyncgenfunction");
    return program.mentions("setattr").stream().filter(each -> asks.contains(each.module()) && runs.contains(each.module())).anyMatch(Synced::isOfAnyName);
  }

  private static Set<ParsedModule> modules(Program program, String... names) {
    return Stream.of(names).flatMap(each -> program.mentions(each).stream()).map(Mentions.Mention::module).collect(Collectors.toSet());
  }

  private static boolean isOfAnyName(Mentions.Mention setattr) {
    return setattr.module().parent(setattr.at()).filter(up -> up instanceof Expr.Call call && CodeBlock.same(call.func(), setattr.at())
        && call.args().size() == 3 && !(call.args().get(1) instanceof Expr.Constant)).isPresent();
  }
}
