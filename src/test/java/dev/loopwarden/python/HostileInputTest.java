package dev.loopwarden.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Test;

/// Half a million bytes each of what no person writes: an answer within a second of processor time, whatever it is.
class HostileInputTest {

  private static final int SIZE = 500_000;
  private static final long NANOS_MAX = 1_000_000_000L;

  private static String times(String piece) {
    return piece.repeat(SIZE / piece.length());
  }

  private static final Map<String, String> INPUTS =
      Map.ofEntries(
          Map.entry("brackets", times("(")), Map.entry("closing brackets", times(")")), Map.entry("mixed brackets", times("([{")),
          Map.entry("lambdas", times("lambda:")), Map.entry("negations", times("not ")), Map.entry("signs", times("-")),
          Map.entry("powers", times("x**") + "x"), Map.entry("ternaries", times("x if y else ") + "z"),
          Map.entry("sums", times("x + ") + "x"), Map.entry("comparisons", times("x<") + "x"), Map.entry("calls", "f" + times("()")),
          Map.entry("attributes", "a" + times(".b")), Map.entry("f-strings", times("f'{")), Map.entry("formats", "f'" + times("{x:")),
          Map.entry("open strings", times("'\n")), Map.entry("triple quotes", times("'''")), Map.entry("backslashes", times("\\\n")),
          Map.entry("tabs", times("\t\n")), Map.entry("form feeds", times("\f")), Map.entry("commas", times(",")),
          Map.entry("a comment", "#" + times("x")), Map.entry("comments", times("#\n")), Map.entry("a name", times("x")),
          Map.entry("a number", times("1")), Map.entry("emoji", "'" + times("\uD83D\uDE00") + "' + 'a'"), Map.entry("many names", manyNames()),
          Map.entry("elifs", "if x: y\n" + times("elif x: y\n")), Map.entry("decorators", times("@a\n")), Map.entry("tries", times("try:\n")),
          Map.entry("broken lines", times("x = = 1\n")), Map.entry("broken functions", times("def f(:\n    pass\n")),
          Map.entry("one broken class", "class A:\n" + times("    def f(self):\n        x = = 1\n")),
          Map.entry("stairs", stairs()), Map.entry("assignments", times("x = ") + "1"), Map.entry("strings", times("'' ")),
          Map.entry("semicolons", times("x;")), Map.entry("matches", times("match x:\n")), Map.entry("lines", times("\n")),
          Map.entry("dictionaries", times("{1:")), Map.entry("stars", times("*")), Map.entry("an array", "x = [" + times("1, ") + "]"));

  private static String manyNames() {
    var names = new StringBuilder();
    for (int i = 0; names.length() < SIZE; i++) {
      names.append("a").append(i).append(" = é").append(i).append('\n');
    }
    return names.toString();
  }

  private static String stairs() {
    var stairs = new StringBuilder();
    for (int depth = 0; stairs.length() < SIZE; depth++) {
      stairs.append(" ".repeat(depth)).append("if x:\n");
    }
    return stairs.toString();
  }

  @TestFactory
  Stream<DynamicTest> eachIsAnsweredInTime() {
    return INPUTS.entrySet().stream()
        .map(input -> DynamicTest.dynamicTest(input.getKey(), () -> {
          var threads = ManagementFactory.getThreadMXBean();
          long start = threads.getCurrentThreadCpuTime();
          ParseResult result = PythonParser.parse(input.getValue().getBytes(StandardCharsets.UTF_8));
          assertThat(threads.getCurrentThreadCpuTime() - start).isLessThan(NANOS_MAX);
          switch (result) {
            case ParseResult.Parsed parsed -> assertThat(parsed.module().findAll(Node.class)).isNotEmpty();
            case ParseResult.Unreadable problem -> assertThat(problem.problem()).isNotBlank();
          }
        }));
  }

  @Test
  void aLineOfTenMillionCharactersIsRead() {
    ParseResult result = PythonParser.parse("x = '" + "a".repeat(10_000_000) + "'\n");
    assertThat(result instanceof ParseResult.Parsed parsed && parsed.isWhole()).isTrue();
  }
}
