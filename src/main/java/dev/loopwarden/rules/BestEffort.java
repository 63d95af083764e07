package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.python.Expr;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Work that may be lost without harm, by its name: measurements, and making ready what is made anyway when it is needed.
final class BestEffort {

  private static final Set<String> WORDS = Set.of(
      "metric", "metrics", "telemetry", "stats", "statistics", "analytics", "prewarm", "prewarming", "preload", "preloading", "preconnect", "warmup", "prefetch", "posthog");

  private static final Set<List<String>> PAIRS = Set.of(List.of("warm", "up"), List.of("pre", "warm"), List.of("pre", "load"));

  /// First words of functions that tell somebody else what happened.
  private static final Set<String> REPORTS = Set.of("report", "track");

  private BestEffort() {}

  /// A task by what it runs, or by the function that starts it and does nothing else.
  static boolean is(Expr.Call spawn, CodeBlock block) {
    boolean reports = spawn.args().stream().limit(1).anyMatch(each -> each instanceof Expr.Call made && REPORTS.contains(Limiters.words(CodeBlock.lastName(made.func())).getFirst()));
    Stream<String> started = spawn.args().stream().limit(1)
        .map(each -> block.module().code((each instanceof Expr.Call made ? made.func() : each).span()));
    return reports || Stream.concat(started, Stream.of(block.name())).anyMatch(BestEffort::isNamed);
  }

  private static boolean isNamed(String code) {
    List<String> words = Limiters.words(code.replaceAll("[^A-Za-z0-9_]", "_")).stream().filter(each -> !each.isEmpty()).toList();
    for (int i = 0; i + 1 < words.size(); i++) {
      if (PAIRS.contains(List.of(words.get(i), words.get(i + 1)))) {
        return true;
      }
    }
    return words.stream().anyMatch(WORDS::contains);
  }
}
