package dev.loopwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.review.Terminal;
import org.junit.jupiter.api.Test;

/// A comment as the demo shows it.
final class MarkdownOnTerminalTest {

  @Test
  void aCommentIsReadableWithoutMarkup() {
    String comment = """
        <!-- loopwarden: hidden -->
        **`fetch` waits \\(too long\\)**

        <sub>🔴 error · `LW301` · tasks &amp; errors</sub>

        How it gets there:

        1. `a()` in `b`
        2. `c()` in `d`

        | | aspect | said |
        |---|---|---|
        | ❌ | Timeouts | none |
        | ✅ | Bounds | 2 of 2 are bounded |

        ```suggestion
        await asyncio.sleep(1)
        ```

        <details><summary>When it is fine</summary>

        Never.

        </details>
        """;
    assertThat(String.join("\n", MarkdownOnTerminal.lines(comment, Terminal.PLAIN))).isEqualTo("""
        fetch waits (too long)

        🔴 error · LW301 · tasks & errors

        How it gets there:
        1. a() in b
        2. c() in d

            aspect    said
        ❌  Timeouts  none
        ✅  Bounds    2 of 2 are bounded
        suggestion:
            await asyncio.sleep(1)

        ▸ When it is fine

        Never.""");
  }

  @Test
  void longParagraphsAreWrappedAndItemsHang() {
    String words = "word ".repeat(40).strip();
    assertThat(MarkdownOnTerminal.lines("- " + words, Terminal.PLAIN)).hasSizeGreaterThan(1)
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(108))
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("  word"));
  }

  @Test
  void nothingInACommentMovesTheCursor() {
    assertThat(String.join("", MarkdownOnTerminal.lines("a \u001b[2J `b\u001b]0;x` <b>\u001b[1m</b>", Terminal.PLAIN))).doesNotContain("\u001b");
  }
}
