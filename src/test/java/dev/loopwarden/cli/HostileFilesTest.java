package dev.loopwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that the parser takes and that are nested deeper than anything that reads them: each costs itself, and neither the scan nor the
/// review that it is in.
final class HostileFilesTest {

  private static final int SIZE = 240_000;
  private static final String GOOD = "import time\n\n\nasync def slow():\n    time.sleep(1)\n";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static String times(String piece) {
    return piece.repeat(SIZE / piece.length());
  }

  /// By file name.
  private static Map<String, String> tooDeep() {
    var files = new LinkedHashMap<String, String>();
    files.put("attributes.py", "async def f(a):\n    await a" + times(".b") + "()\n");
    files.put("calls.py", "async def f(a):\n    await a" + times("()") + "\n");
    files.put("chains.py", "async def f(a):\n    await a" + times(".b(a)") + "\n");
    files.put("items.py", "x = a" + times("[0]") + "\n");
    files.put("sums.py", "async def f(a):\n    return " + times("a() + ") + "a\n");
    files.put("texts.py", "x = " + times("f'{x}' + ") + "x\n");
    files.put("powers.py", "x = " + times("x ** ") + "x\n");
    files.put("nots.py", "x = " + times("not ") + "x\n");
    files.put("lambdas.py", "x = " + times("lambda: ") + "x\n");
    files.put("choices.py", "x = " + times("a() if b() else ") + "x\n");
    files.put("elifs.py", "async def f(x):\n    if x: await x()\n" + times("    elif x: await x()\n"));
    files.put("types.py", "async def f(x: " + times("int | ") + "int):\n    await x.go()\n");
    files.put("members.py", "class C:\n    async def f(self):\n        await self" + times(".b()") + "\n");
    return files;
  }

  /// Deep in names or long, and not in their tree.
  private static Map<String, String> deepInNames() {
    var files = new LinkedHashMap<String, String>();
    files.put("quoted.py", "async def f(x: '" + times("int | ") + "int'):\n    await x.go()\n");
    files.put("itself.py", numbered("from itself import a%d as a%d\n") + "async def f():\n    await a2()\n");
    files.put("aliases.py", numbered("type T%d = T%d\n") + "async def f(x: T1):\n    await x.go()\n");
    files.put("names.py", numbered("a%d = a%d\n") + "async def f():\n    await a1()\n");
    files.put("decorators.py", times("@d\n") + "async def f(): pass\n");
    files.put("fields.py", "async def f(x):\n    return f'" + times("{x()}") + "'\n");
    return files;
  }

  private static String numbered(String line) {
    var text = new StringBuilder();
    for (int i = 1; text.length() < SIZE / 4; i++) {
      text.append(line.formatted(i, i + 1));
    }
    return text.toString();
  }

  @Test
  void aScanTellsWhatIsWrongInTheOtherFilesAndWhatWasNotChecked() throws IOException {
    write(tooDeep());
    write(deepInNames());
    assertThat(run("scan", "--format", "json", folder.toString())).isEqualTo(ExitCode.FINDINGS);
    isToldOfTheGoodFile();
  }

  @Test
  void aReviewTellsTheSame() throws Exception {
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      Files.writeString(folder.resolve("README"), "");
      commit(git);
      git.checkout().setCreateBranch(true).setName("change").call();
      write(tooDeep());
      write(deepInNames());
      commit(git);
    }
    assertThat(run("review", "--base", "main", "--format", "json", folder.toString())).isEqualTo(ExitCode.FINDINGS);
    isToldOfTheGoodFile();
  }

  private void isToldOfTheGoodFile() throws IOException {
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("findings").findValuesAsText("path")).contains("good.py");
    Set<String> notChecked = new HashSet<>();
    report.path("notChecked").forEach(each -> {
      assertThat(each.path("reason").asText()).containsAnyOf("nested too deeply", "too much nested code");
      notChecked.add(each.path("path").asText());
    });
    assertThat(notChecked).isEqualTo(tooDeep().keySet());
    assertThat(err.toString()).doesNotContain("internal error");
  }

  private void write(Map<String, String> files) throws IOException {
    Files.writeString(folder.resolve("good.py"), GOOD);
    for (Map.Entry<String, String> each : files.entrySet()) {
      Files.writeString(folder.resolve(each.getKey()), each.getValue());
    }
  }

  private static void commit(Git git) throws Exception {
    git.add().addFilepattern(".").call();
    git.commit().setMessage("a change").setAuthor("a", "a@example.org").setCommitter("a", "a@example.org").setSign(false).call();
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
