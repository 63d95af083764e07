package dev.loopwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `bench cases` on three cases of our own: one found, one missed, one that is still flagged when it is right.
final class BenchCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void countsHitsMissesAndFalseAlarms() throws Exception {
    write("cases/a/before/m.py", "import time\n\n\nasync def f():\n    time.sleep(1)\n");
    write("cases/a/after/m.py", "import asyncio\n\n\nasync def f():\n    await asyncio.sleep(1)\n");
    write("cases/b/before/m.py", "async def f():\n    unknown()\n");
    write("cases/b/after/m.py", "async def f():\n    pass\n");
    write("negatives/n/tree/m.py", "import time\n\n\nasync def f():\n    time.sleep(1)\n");
    write("cases.jsonl", """
        {"id": "a", "path": "m.py", "category": "blocking-call", "bad_lines": [5], "good_lines": [5]}
        {"id": "b", "path": "m.py", "category": "blocking-call", "bad_lines": [2], "good_lines": [2]}
        """);
    write("negatives.jsonl", "{\"id\": \"n\", \"path\": \"m.py\", \"not_category\": \"blocking-call\", \"lines\": [5]}\n");
    write("map.json", "{\"LW100\": [\"blocking-call\"]}");

    assertThat(run("bench", "cases", folder.toString())).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).containsPattern("blocking-call +2 +1 +50[.,]0% +2 +0").contains("negatives flagged: 1 of 1");
  }

  @Test
  void missingLabelsAreAUsageError() {
    assertThat(run("bench", "cases", folder.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("cases.jsonl: no such file");
  }

  /// A peer that takes no text of ours.
  public static final class Peer implements Function<String, Object> {
    @Override
    public Object apply(String text) {
      throw new IllegalArgumentException(text);
    }
  }

  @Test
  void aPeerRunsOverTheSameFilesAsOurs() throws Exception {
    for (String name : List.of("a", "b", "c", "d")) {
      write("src/" + name + ".py", "async def f():\n    pass\n");
    }
    Path jar = folder.resolve("peer.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("META-INF/services/java.util.function.Function"));
      zip.write(Peer.class.getName().getBytes(StandardCharsets.UTF_8));
    }

    String folderOfSources = folder.resolve("src").toString();
    assertThat(run("bench", "parse", folderOfSources, "--rounds", "1", "--peer", jar.toString())).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString())
        .contains("4 files")
        .containsPattern("(?m)^loopwarden +first seen .* 0$")
        .containsPattern("(?m)^Peer +first seen .* 2$");
  }

  private void write(String path, String text) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err, true), args);
  }
}
