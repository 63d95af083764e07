package dev.loopwarden.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What no person writes gets an answer, in time and in little memory.
class HostileInputTest {

  private static final int MILLION = 1_000_000;
  private static final long NANOS_MAX = 2_000_000_000L;

  @TestFactory
  Stream<DynamicTest> halfAMillionBytesOfEachAreAnsweredWithinASecond() {
    return HostileInputs.of(MILLION / 2).entrySet().stream()
        .map(input -> DynamicTest.dynamicTest(input.getKey(), () -> {
          byte[] bytes = input.getValue().get().getBytes(StandardCharsets.UTF_8);
          var threads = ManagementFactory.getThreadMXBean();
          long start = threads.getCurrentThreadCpuTime();
          ParseResult result = PythonParser.parse(bytes);
          assertThat(threads.getCurrentThreadCpuTime() - start).isLessThan(NANOS_MAX / 2);
          switch (result) {
            case ParseResult.Parsed parsed -> assertThat(parsed.module().findAll(Node.class)).isNotEmpty();
            case ParseResult.Unreadable problem -> assertThat(problem.problem()).isNotBlank();
          }
        }));
  }

  @Test
  void aMillionBytesOfEachFitInto128Megabytes() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java, "-Xmx128m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), HostileInputs.class.getName(),
                Integer.toString(MILLION))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(said.strip()).isEqualTo("answered " + HostileInputs.of(MILLION).size());
  }

  @Test
  void aStatementOfTooManyTokensIsLeftOutAndTheRestIsKept() {
    String table = "table = [" + "1, ".repeat(Reading.TOKENS_MAX / 2 + 1) + "\n]\n";
    ParseResult.Parsed parsed = (ParseResult.Parsed) PythonParser.parse("def a(): pass\n" + table + "def b(): pass\n");
    assertThat(parsed.module().findAll(Stmt.FunctionDef.class)).extracting(Stmt.FunctionDef::name).containsExactly("a", "b");
    assertThat(parsed.unread())
        .containsExactly(new ParseResult.Unread(2, 3, 2, 0, "too many tokens in one statement: at most 250000 are read", ParseResult.Kind.LIMIT));
  }

  @Test
  void aLongTextMayHaveLongStatements() {
    ParseResult result = PythonParser.parse("table = [" + "1234567, ".repeat(Reading.TOKENS_MAX) + "]\n");
    assertThat(result instanceof ParseResult.Parsed parsed && parsed.isWhole()).isTrue();
  }

  @Test
  void aLineOfTenMillionCharactersIsRead() {
    ParseResult result = PythonParser.parse("x = '" + "a".repeat(10_000_000) + "'\n");
    assertThat(result instanceof ParseResult.Parsed parsed && parsed.isWhole()).isTrue();
  }
}
