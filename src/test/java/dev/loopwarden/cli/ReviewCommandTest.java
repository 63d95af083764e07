package dev.loopwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `review` on a repository on disk.
final class ReviewCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void repository() throws Exception {
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      write("app/__init__.py", "");
      write("app/net.py", "import time\n\n\ndef wait():\n    time.sleep(5)\n");
      write("app/old.py", "import time\n\n\nasync def slow():\n    time.sleep(1)\n    x = 1\n    return x\n");
      write("app/gone.py", "import time\n\n\nasync def slow():\n    time.sleep(1)\n");
      write("app/broken.py", "x = 1\n");
      commit(git, "base");
      git.checkout().setCreateBranch(true).setName("change").call();
      write("app/main.py", "from .net import wait\n\n\nasync def handle():\n    wait()\n");
      write("app/old.py", "import time\n\n\nasync def slow():\n    time.sleep(1)\n    x = 2\n    return x\n");
      write("app/gone.py", "import asyncio\n\n\nasync def slow():\n    await asyncio.sleep(1)\n");
      write("app/broken.py", "def f(:\n");
      commit(git, "change");
    }
  }

  @Test
  void tellsNewCarriedAndFixedApartAndWhatCouldNotBeRead() throws Exception {
    assertThat(run("review", folder.toString(), "--format", "json")).isEqualTo(ExitCode.FINDINGS);
    JsonNode report = new ObjectMapper().readTree(out.toString());
    List<String> told = new ArrayList<>();
    report.path("findings").forEach(each ->
        told.add(each.path("state").asText() + " " + each.path("rule").asText() + " " + each.path("path").asText() + ":" + each.path("line").asInt()));
    assertThat(told).containsExactlyInAnyOrder("new LW112 app/main.py:5", "carried LW100 app/old.py:5", "fixed LW100 app/gone.py:5");
    assertThat(report.path("notChecked").get(0).path("path").asText()).isEqualTo("app/broken.py");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "markdown", "sarif", "github"})
  void everyFormatNamesTheNewFinding(String format) {
    assertThat(run("review", folder.toString(), "--format", format)).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("LW112", "app/main.py");
  }

  @Test
  void anUnchangedCallerOfAHelperThatBeganToBlockIsTold() throws Exception {
    try (Git git = Git.open(folder.toFile())) {
      git.checkout().setName("main").call();
      write("app/helper.py", "def load():\n    return 1\n");
      write("app/caller.py", "from .helper import load\n\n\nasync def handler():\n    return load()\n");
      commit(git, "a helper");
      git.checkout().setCreateBranch(true).setName("slower").call();
      write("app/helper.py", "import time\n\n\ndef load():\n    time.sleep(3)\n    return 1\n");
      commit(git, "slower");
    }
    assertThat(run("review", folder.toString(), "--format", "json")).isEqualTo(ExitCode.FINDINGS);
    JsonNode findings = new ObjectMapper().readTree(out.toString()).path("findings");
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).path("path").asText()).isEqualTo("app/helper.py");
    assertThat(findings.get(0).path("line").asInt()).isEqualTo(5);
    assertThat(findings.get(0).path("state").asText()).isEqualTo("new");
    assertThat(findings.get(0).toString()).contains("app/caller.py");
  }

  @Test
  void carriedFindingsDoNotFailAReview() throws Exception {
    try (Git git = Git.open(folder.toFile())) {
      git.checkout().setName("main").call();
      git.checkout().setCreateBranch(true).setName("small").call();
      write("app/old.py", "import time\n\n\nasync def slow():\n    time.sleep(1)\n    x = 3\n    return x\n");
      commit(git, "small");
    }
    assertThat(run("review", folder.toString())).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("carried");
  }

  @Test
  void badInputIsAUsageErrorThatSaysWhat() {
    assertThat(run("review", folder.toString(), "--base", "nowhere")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("unknown revision: nowhere");
    assertThat(run("review", folder.resolve("none").toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("no such folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"review", "scan"})
  void aReportThatCannotBeWrittenIsToldBeforeAnythingIsLookedAt(String command) throws Exception {
    Path nowhere = folder.resolve("none/report.json");
    assertThat(run(command, folder.toString(), "--format", "json", "--output", nowhere.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--output " + nowhere + ": there is no folder " + nowhere.getParent() + "; make it first");
    assertThat(run(command, folder.toString(), "--output", folder.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--output " + folder + ": it is a folder");
    Path report = folder.resolve("report.json");
    assertThat(run(command, folder.toString(), "--format", "json", "--output", report.toString())).isEqualTo(ExitCode.FINDINGS);
    assertThat(new ObjectMapper().readTree(report.toFile()).path("findings")).isNotEmpty();
  }

  @Test
  void pagesThatCannotBeWrittenAreToldWithTheirPlace() throws Exception {
    Path file = Files.writeString(folder.resolve("a-file"), "");
    assertThat(run("rules", "--pages", file.resolve("pages").toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("a-file").doesNotContain("internal error");
  }

  @Test
  void aRepositoryIsOnlyRead() throws Exception {
    List<Path> before = files();
    run("review", folder.toString());
    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws Exception {
    try (var all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }

  private void write(String path, String text) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void commit(Git git, String message) throws Exception {
    git.add().addFilepattern(".").call();
    git.commit().setMessage(message).setAuthor("A", "a@example.org").setCommitter("A", "a@example.org").setSign(false).call();
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err, true), args);
  }
}
