package dev.loopwarden.bench;

import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/// How fast source becomes a tree, on one thread: files seen for the first time after a warm-up on others, and the same files
/// again. Between the rounds of the warm-up the JIT compiler gets the time it wants. Peers run over the same files in the same
/// order in the same run.
public final class ParseSpeed {

  /// One parser's speed.
  ///
  /// @param threadSpeed MB/s of the parsing thread's processor time; this and the next are 0 where that is not known
  /// @param processSpeed MB/s of the whole process's: with compiler and collector
  /// @param allocated bytes for each byte of source; 0 where that is not known
  /// @param failures files that were not understood as a whole; their bytes do not count
  public record Row(String parser, String when, double threadSpeed, double processSpeed, double allocated, int failures) {}

  /// What is measured.
  ///
  /// @param jars with peers in them; may be empty
  /// @param python an interpreter to measure beside
  /// @param rounds of the warm-up, and over the warm files, of which the best counts
  public record Plan(List<Path> files, List<Path> jars, Optional<Path> python, int rounds, long seed) {}

  /// A file's bytes, which ours reads, and its text, which peers read.
  private static final class Source {
    final byte[] bytes;
    final String text;

    Source(byte[] bytes) {
      this.bytes = bytes;
      this.text = new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private ParseSpeed() {}

  /// The table for people.
  public static String table(Plan plan) throws IOException, InterruptedException {
    List<Path> files = new ArrayList<>(plan.files());
    Collections.shuffle(files, new Random(plan.seed()));
    var out = new StringBuilder(firstFile(files));
    var sources = new ArrayList<Source>();
    long bytes = 0;
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      sources.add(new Source(content));
      bytes += content.length;
    }
    int half = sources.size() / 2;
    long before = Clocks.heapUsed();
    var rows = new ArrayList<Row>(measured("loopwarden", source -> whole(source.bytes), sources, half, plan.rounds()));
    long kept = Clocks.heapUsed() - before;
    for (Peers.Peer peer : Peers.of(plan.jars())) {
      rows.addAll(measured(peer.name(), source -> parses(peer, source.text), sources, half, plan.rounds()));
    }
    if (plan.python().isPresent()) {
      rows.addAll(Peers.python(plan.python().get(), files, half, plan.rounds()));
    }
    out.append("%d files, %.1f MB; first seen: the second half, after a warm-up on the first\n".formatted(files.size(), bytes / 1e6));
    out.append(
        "%-24s %-11s %14s %15s %10s %9s\n"
            .formatted("parser", "files", "MB/s of thread", "MB/s of process", "allocated", "failures"));
    for (Row row : rows) {
      out.append("%-24s %-11s ".formatted(row.parser(), row.when()));
      out.append(
          "%14s %15s %10s %9d\n"
              .formatted(known(row.threadSpeed()), known(row.processSpeed()), known(row.allocated()), row.failures()));
    }
    out.append("allocated: bytes for each byte of source\n");
    out.append("heap kept by loopwarden after all files: %.1f MB\n".formatted(Math.max(0, kept) / 1e6));
    return out.toString();
  }

  private static String known(double figure) {
    return figure == 0 ? "-" : "%.1f".formatted(figure);
  }

  /// What the first file costs: a short command pays for loading and interpreting the parser.
  private static String firstFile(List<Path> files) throws IOException {
    byte[] content = Files.readAllBytes(files.getFirst());
    long process = Clocks.processNanos();
    long thread = Clocks.threadNanos();
    whole(content);
    long threadMillis = (Clocks.threadNanos() - thread) / 1_000_000;
    long processMillis = (Clocks.processNanos() - process) / 1_000_000;
    return "first file of this JVM, %.1f kB: %d ms of thread, %d ms of process\n"
        .formatted(content.length / 1e3, threadMillis, processMillis);
  }

  private static boolean whole(byte[] source) {
    return PythonParser.parse(source) instanceof ParseResult.Parsed parsed && parsed.isWhole();
  }

  @SuppressWarnings("CatchingUnchecked") // whatever a peer throws is its failure
  private static boolean parses(Peers.Peer peer, String text) {
    try {
      return peer.parse().apply(text) != null;
    } catch (RuntimeException | StackOverflowError failure) {
      return false;
    }
  }

  private static List<Row> measured(String name, Predicate<Source> parse, List<Source> sources, int half, int rounds)
      throws InterruptedException {
    List<Source> old = sources.subList(0, half);
    List<Source> fresh = sources.subList(half, sources.size());
    for (int i = 0; i < rounds; i++) {
      round(name, "", parse, old);
      Clocks.awaitCompiler();
    }
    Row first = round(name, "first seen", parse, fresh);
    Row warm = round(name, "warm", parse, fresh);
    for (int i = 1; i < rounds; i++) {
      Clocks.awaitCompiler();
      Row again = round(name, "warm", parse, fresh);
      warm = again.threadSpeed() > warm.threadSpeed() ? again : warm;
    }
    return List.of(first, warm);
  }

  /// The system tells processor time in steps; what took less than one has no speed that is known.
  private static double speed(long bytes, long nanos) {
    return nanos <= 0 ? 0 : bytes * 1e3 / nanos;
  }

  private static Row round(String name, String when, Predicate<Source> parse, List<Source> sources) {
    long good = 0;
    int failures = 0;
    long process = Clocks.processNanos();
    long allocated = Clocks.threadAllocated();
    long thread = Clocks.threadNanos();
    for (Source source : sources) {
      if (parse.test(source)) {
        good += source.bytes.length;
      } else {
        failures++;
      }
    }
    long threadNanos = Clocks.threadNanos() - thread;
    long processNanos = Clocks.processNanos() - process;
    double perByte = (Clocks.threadAllocated() - allocated) / (double) Math.max(1, good);
    return new Row(name, when, speed(good, threadNanos), speed(good, processNanos), perByte, failures);
  }
}
