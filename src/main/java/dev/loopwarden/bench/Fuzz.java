package dev.loopwarden.bench;

import dev.loopwarden.python.Node;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/// Broken Python in great numbers, each text made from a seed and its own number: whatever it is, the parser must answer, in
/// time, with a tree whose places lie in the text.
public final class Fuzz {

  /// Of processor time for a million bytes.
  public static final long MILLIS_MAX = 2_000;

  /// An input that the parser did not stand.
  ///
  /// @param number of the input: with the same seed and sources `Mutations` makes it again
  /// @param length in bytes
  public record Failure(long number, String what, int length) {}

  /// What became of the inputs.
  ///
  /// @param whole how many inputs were good Python
  /// @param partly how many lost a part
  /// @param unreadable how many lost all
  /// @param slowest milliseconds of processor time for a million bytes, of inputs over 10,000 bytes
  public record Outcome(long inputs, long bytes, long whole, long partly, long unreadable, long slowest, List<Failure> failures) {

    public String line() {
      return "%d inputs, %.1f MB: %d whole, %d in part, %d unreadable; slowest %d ms/MB; %d failures"
          .formatted(inputs, bytes / 1e6, whole, partly, unreadable, slowest, failures.size());
    }
  }

  /// Smaller inputs are done before the clock has moved.
  private static final int TIMED_FROM = 10_000;

  private final List<Failure> failures = new ArrayList<>();
  private long bytes = 0;
  private long whole = 0;
  private long partly = 0;
  private long unreadable = 0;
  private long slowest = 0;

  private Fuzz() {}

  /// Tries inputs from number `first` on, as long as `goesOn` says so of the next number.
  public static Outcome run(Mutations mutations, long first, LongPredicate goesOn) {
    var fuzz = new Fuzz();
    long number = first;
    for (; goesOn.test(number); number++) {
      byte[] input = mutations.input(number);
      long at = number;
      fuzz.check(input).ifPresent(what -> fuzz.failures.add(new Failure(at, what, input.length)));
    }
    return new Outcome(number - first, fuzz.bytes, fuzz.whole, fuzz.partly, fuzz.unreadable, fuzz.slowest, List.copyOf(fuzz.failures));
  }

  /// What is wrong with the parser's answer to an input.
  private Optional<String> check(byte[] input) {
    bytes += input.length;
    long start = Clocks.threadNanos();
    ParseResult result;
    try {
      result = PythonParser.parse(input);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      return Optional.of(failure.toString());
    }
    long millis = (Clocks.threadNanos() - start) / 1_000_000;
    if (input.length >= TIMED_FROM) {
      slowest = Math.max(slowest, millis * 1_000_000 / input.length);
    }
    if (millis > MILLIS_MAX * Math.max(1, input.length / 1_000_000)) {
      return Optional.of(millis + " ms for " + input.length + " bytes");
    }
    return switch (result) {
      case ParseResult.Parsed parsed -> places(parsed);
      case ParseResult.Unreadable problem -> {
        unreadable++;
        yield problem.line() >= 1 && problem.column() >= 0 && !problem.problem().isBlank()
            ? Optional.empty()
            : Optional.of("a problem without a place: " + problem);
      }
    };
  }

  private Optional<String> places(ParseResult.Parsed parsed) {
    if (parsed.isWhole()) {
      whole++;
    } else {
      partly++;
    }
    int lines = parsed.module().span().endLine();
    for (Node node : parsed.module().findAll(Node.class)) {
      if (node.span().endLine() > lines) {
        return Optional.of("a node behind the last line: " + node.span());
      }
    }
    int before = 0;
    for (ParseResult.Unread each : parsed.unread()) {
      if (each.firstLine() < before || each.lastLine() < each.firstLine() || each.lastLine() > lines || each.line() > lines) {
        return Optional.of("unread lines out of order: " + each);
      }
      before = each.firstLine();
    }
    return Optional.empty();
  }
}
