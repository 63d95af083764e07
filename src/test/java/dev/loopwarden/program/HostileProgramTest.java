package dev.loopwarden.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.source.SourceFile;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Programs that nobody writes, but somebody may send: they end, in time that grows with their size.
class HostileProgramTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Program program(String text) {
    SourceFile file = SourceFile.of("a.py", text);
    return Program.of(List.of(ParsedModule.of(file, (ParseResult.Parsed) PythonParser.parse(file))), Set.of("a.py"), Knowledge.bundled());
  }

  private static CodeBlock last(Program program) {
    return program.module("a.py").orElseThrow().blocks().getLast();
  }

  @Test
  void aChainOfTenThousandFunctionsIsWalkedOnce() {
    var text = new StringBuilder("import time\ndef f0():\n    time.sleep(1)\n");
    for (int i = 1; i <= 10_000; i++) {
      text.append("def f%d():\n    f%d()\n".formatted(i, i - 1));
    }
    assertTimeoutPreemptively(PATIENCE, () -> {
      Program program = program(text.toString());
      assertThat(program.summary(last(program)).nearest(Set.of(Blocks.SLEEP)).orElseThrow().length()).isEqualTo(10_001);
      assertThat(program.context(last(program)).has(Where.UNKNOWN)).isTrue();
    });
  }

  @Test
  void aChainOfTwoThousandElifsCostsNoStack() {
    String text = "def f(x):\n    if x: pass\n" + "    elif x: pass\n".repeat(2_000) + "    else:\n        def g(): pass\n";
    assertTimeoutPreemptively(PATIENCE, () -> {
      Program program = program(text);
      assertThat(last(program).qualifiedName()).isEqualTo("f.<locals>.g");
      assertThat(program.summary(last(program)).effects()).isEmpty();
    });
  }

  @Test
  void namesThatStandForOneAnotherAreFollowedOnlySoFar() {
    for (String line : List.of("type T%d = T%d\n", "from a import T%d as T%d\n", "T%2$d = T%1$d\n", "def T%2$d(): return T%1$d()\n", "class T%2$d(T%1$d): pass\n")) {
      var text = new StringBuilder();
      for (int i = 1; i <= 5_000; i++) {
        text.append(line.formatted(i + 1, i));
      }
      text.append("def f(a: T1):\n    a.go()\n    T1()\n");
      assertTimeoutPreemptively(PATIENCE, () -> {
        Program program = program(text.toString());
        assertThat(program.summary(last(program)).effects()).isEmpty();
        assertThat(program.context(last(program)).has(Where.UNKNOWN)).isTrue();
      });
    }
  }

  @Test
  void aQuotedAnnotationMayBeAsDeepAsItLikes() {
    for (String annotation : List.of("int | ".repeat(20_000) + "int", "a.".repeat(20_000) + "b", "list[".repeat(150) + "int" + "]".repeat(150))) {
      assertTimeoutPreemptively(PATIENCE, () -> {
        Program program = program("def f(a: '" + annotation + "'):\n    a.go()\n");
        assertThat(program.summary(last(program)).effects()).isEmpty();
      });
    }
  }

  @Test
  void aLatticeOfBasesIsNotWalkedOnEveryPath() {
    var text = new StringBuilder("class L0:\n    def go(self): pass\nclass R0: pass\n");
    for (int i = 1; i <= 30; i++) {
      text.append("class L%d(L%d, R%d): pass\nclass R%d(L%d, R%d): pass\n".formatted(i, i - 1, i - 1, i, i - 1, i - 1));
    }
    text.append("def f(a: L30):\n    a.go()\n");
    assertTimeoutPreemptively(PATIENCE, () -> {
      Program program = program(text.toString());
      assertThat(program.summary(last(program)).effects()).isEmpty();
    });
  }

  @Test
  void aHundredFunctionsThatAllCallEachOtherEnd() {
    var text = new StringBuilder("import time\n");
    for (int i = 0; i < 100; i++) {
      text.append("def f%d():\n".formatted(i));
      for (int j = 0; j < 100; j++) {
        text.append("    f%d()\n".formatted(j));
      }
    }
    text.append("def g():\n    time.sleep(1)\n    f0()\n");
    assertTimeoutPreemptively(PATIENCE, () -> {
      Program program = program(text.toString());
      assertThat(program.summary(last(program)).effects()).containsOnlyKeys(Blocks.SLEEP);
    });
  }
}
