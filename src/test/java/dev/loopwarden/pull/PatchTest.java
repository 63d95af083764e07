package dev.loopwarden.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.source.LineSet;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PatchTest {

  private static final String HEAD = "import asyncio\n\nasync def main():\n    await step()\n    await last()\n";
  private static final String PATCH =
      "@@ -1,4 +1,5 @@\n import asyncio\n \n-def main():\n-    step()\n+async def main():\n+    await step()\n+    await last()\n";

  private static List<Hunk> hunks(String patch) {
    return Patch.parse(patch).orElseThrow();
  }

  @Test
  void undoingThePatchGivesTheTextOfTheMergeBase() {
    assertThat(Patch.undo(HEAD, hunks(PATCH))).contains("import asyncio\n\ndef main():\n    step()\n");
  }

  @Test
  void aPatchOfAnotherTextIsNotUndone() {
    assertThat(Patch.undo(HEAD.replace("last", "other"), hunks(PATCH))).isEmpty();
  }

  @Test
  void addedLinesAreThoseWithAPlusAndCommentsMayAlsoStandOnContext() {
    assertThat(Patch.added(hunks(PATCH))).isEqualTo(LineSet.of(3, 4, 5));
    assertThat(Patch.commentable(hunks(PATCH))).isEqualTo(LineSet.range(1, 5));
  }

  @Test
  void linesBehindAHunkMoveWithIt() {
    var hunks = hunks("@@ -2,0 +3,2 @@ class A:\n+    one = 1\n+    two = 2\n");
    assertThat(Patch.toHead(2, hunks)).isEqualTo(OptionalInt.of(2));
    assertThat(Patch.toHead(3, hunks)).isEqualTo(OptionalInt.of(5));
  }

  @Test
  void aRemovedLineStandsNowhereAtTheHead() {
    assertThat(Patch.toHead(3, hunks(PATCH))).isEmpty();
    assertThat(Patch.toHead(1, hunks(PATCH))).isEqualTo(OptionalInt.of(1));
  }

  @Test
  void aMissingNewlineAtTheEndIsKeptOnItsOwnSide() {
    var hunks = hunks("@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file\n");
    assertThat(Patch.undo("b", hunks)).contains("a\n");
    assertThat(Patch.undo("b\n", hunks)).isEmpty();
  }

  @Test
  void carriageReturnsBelongToTheText() {
    assertThat(Patch.undo("b\r\n", hunks("@@ -1 +1 @@\n-a\r\n+b\r\n"))).contains("a\r\n");
    assertThat(Patch.undo("b\n", hunks("@@ -1 +1 @@\n-a\r\n+b\r\n"))).isEmpty();
  }

  @Test
  void anAddedFileHasNoBaseTextAndARemovedOneHasNoHead() {
    assertThat(Patch.undo("x\ny\n", hunks("@@ -0,0 +1,2 @@\n+x\n+y\n"))).contains("");
    assertThat(Patch.undo("", hunks("@@ -1,2 +0,0 @@\n-x\n-y\n"))).contains("x\ny\n");
  }

  @Test
  void countsThatDoNotHoldAreRefused() {
    assertThat(Patch.parse("@@ -1,3 +1,2 @@\n a\n+b\n")).isEmpty();
    assertThat(Patch.parse("diff --git a/x b/x\n")).isEmpty();
  }
}
