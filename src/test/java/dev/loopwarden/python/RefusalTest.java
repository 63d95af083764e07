package dev.loopwarden.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is said of wrong code, and where, for each way of being wrong that has words of its own.
class RefusalTest {

  private static final Path GOLDEN = Path.of("src/test/resources/dev/loopwarden/python/refusals.txt");

  private static final String ARROW = "  ->  ";

  /// Each line is code (a line end in it is `\n`), an arrow, and `line:column problem`; `#` begins a heading. CPython 3.15 refuses each
  /// of them. `-Dgolden=write` writes anew what is behind the arrows.
  @Test
  void eachMistakeIsToldAtItsPlaceInPlainWords() throws IOException {
    List<String> lines = Files.readAllLines(GOLDEN);
    String told = String.join("\n", lines.stream().map(RefusalTest::told).toList()) + "\n";
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(GOLDEN, told);
    }
    assertThat(told).isEqualTo(Files.readString(GOLDEN)).doesNotContain(ARROW + "read");
    assertThat(lines).hasSizeGreaterThan(200);
  }

  private static String told(String line) {
    if (line.startsWith("#")) {
      return line;
    }
    String code = line.split(ARROW, 2)[0];
    return code + ARROW + switch (PythonParser.parse(code.replace("\\n", "\n") + "\n")) {
      case ParseResult.Unreadable refused -> refused.line() + ":" + refused.column() + " " + refused.problem();
      case ParseResult.Parsed parsed when parsed.isWhole() -> "read";
      case ParseResult.Parsed parsed -> {
        ParseResult.Unread first = parsed.unread().getFirst();
        yield first.line() + ":" + first.column() + " " + first.problem();
      }
    };
  }
}
