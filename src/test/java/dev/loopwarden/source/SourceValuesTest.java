package dev.loopwarden.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SourceValuesTest {

  @Test
  void aBlobIdIsTheOneThatGitGives() {
    assertThat(BlobId.of(new byte[0])).hasToString("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
    assertThat(SourceFile.of("a.txt", "hello\n").blobId()).hasToString("ce013625030ba8dba906f756967f9e9ca394464a");
  }

  @Test
  void aFileKeepsItsBytesWhateverItsGiverDoesLater() {
    byte[] bytes = {1, 2};
    SourceFile file = SourceFile.of("a.py", bytes);
    bytes[0] = 9;
    file.content()[1] = 9;
    assertThat(file.content()).containsExactly(1, 2);
  }

  @Test
  void aSpanIsOrderedByItsStartAndAParentStandsBeforeItsChildren() {
    assertThat(new Span(1, 0, 3, 0)).isLessThan(new Span(1, 0, 2, 9)).isLessThan(new Span(1, 1, 1, 2));
    assertThat(new Span(1, 0, 3, 0).contains(new Span(2, 5, 3, 0))).isTrue();
    assertThat(new Span(1, 0, 3, 0).contains(new Span(2, 5, 3, 1))).isFalse();
  }

  @Test
  void aSpanThatEndsBeforeItStartsIsRefused() {
    assertThatThrownBy(() -> new Span(2, 4, 2, 3)).hasMessageContaining("2:4 to 2:3");
  }

  @Test
  void aLineSetMeetsARangeThatSharesALine() {
    LineSet lines = LineSet.of(3, 7);
    assertThat(lines.meets(4, 7)).isTrue();
    assertThat(lines.meets(4, 6)).isFalse();
    assertThat(lines.plus(LineSet.range(8, 9)).stream()).containsExactly(3, 7, 8, 9);
  }
}
