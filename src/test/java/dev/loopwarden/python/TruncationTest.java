package dev.loopwarden.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Scan;
import dev.loopwarden.analysis.Settings;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A file that ends in the middle of anything: cut at every byte it is read or not, in time, and cut here and there it is reviewed. The usual
/// run takes short files of the rules' fixtures; others with `-Dfiles=FOLDER`, more of them with `-Dcount=20`, longer ones with
/// `-Dlongest=30000` bytes.
final class TruncationTest {

  /// CPU time of one text, far above what a short one takes.
  private static final long NANOS_MAX = 2_000_000_000L;

  /// A whole review at each so manyeth byte: a prime, so that it is another place each time.
  private static final int REVIEWED = 397;

  @Test
  void aFileThatIsCutAtAnyByteIsReadOrNotAndNeverAnError() throws IOException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int cuts = 0;
    int read = 0;
    long longest = 0;
    for (Path path : files()) {
      byte[] whole = Files.readAllBytes(path);
      for (int end = 0; end <= whole.length; end++) {
        byte[] part = Arrays.copyOf(whole, end);
        long begun = threads.getCurrentThreadCpuTime();
        boolean parsed = switch (PythonParser.parse(part)) {
          case ParseResult.Parsed _ -> true;
          case ParseResult.Unreadable problem -> {
            assertThat(problem.problem()).as(path + " cut at " + end).isNotBlank();
            yield false;
          }
        };
        if (end % REVIEWED == 0) {
          Report report = Scan.of(List.of(SourceFile.of("a.py", part)), List.of(), Catalogue.ALL, Settings.DEFAULT);
          assertThat(report.looked().files() == 1 || !report.notChecked().isEmpty()).as(path + " cut at " + end).isTrue();
        }
        longest = Math.max(longest, threads.getCurrentThreadCpuTime() - begun);
        cuts++;
        read += parsed ? 1 : 0;
      }
    }
    System.out.println("cut at every byte: " + cuts + " texts, " + read + " read, the slowest took " + longest / 1_000_000 + " ms");
    assertThat(cuts).isGreaterThan(1_000);
    assertThat(read).isPositive();
    assertThat(longest).isLessThan(NANOS_MAX);
  }

  private static List<Path> files() throws IOException {
    Path folder = Path.of(System.getProperty("files", "src/test/resources/dev/loopwarden/rules"));
    int longest = Integer.getInteger("longest", 1_500);
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> found = all.filter(each -> each.toString().endsWith(".py") && Files.isRegularFile(each))
          .filter(each -> each.toFile().length() > longest / 3 && each.toFile().length() <= longest).sorted().toList();
      int count = Integer.getInteger("count", 3);
      // Spread over the folder.
      return Stream.iterate(0, each -> each < Math.min(count, found.size()), each -> each + 1)
          .map(each -> found.get(each * found.size() / Math.min(count, found.size()))).toList();
    }
  }
}
