package dev.loopwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands as a person starts them: what they print, and how they end.
class MainTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @SuppressWarnings("NullAway.Init") // JUnit fills the folder
  MainTest() {}

  private int run(String... args) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private void sleeps() throws IOException {
    file("app/main.py", "import time\n\nasync def handle():\n    time.sleep(1)\n");
  }

  @Test
  void aFindingEndsWithOneUnlessItMayNotFail() throws IOException {
    sleeps();
    assertThat(run("scan", folder.toString())).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).contains("app/main.py:4:5 error LW100");
    assertThat(run("scan", "--fail-on", "never", folder.toString())).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void aCleanFolderSaysWhatWasLookedAt() throws IOException {
    file("a.py", "import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n");
    assertThat(run("scan", folder.toString())).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("0 findings: 2 obligations met in 1 async function, 1 file");
  }

  @Test
  void aSingleFileIsToldOnce() throws IOException {
    sleeps();
    run("scan", "--format", "json", folder.resolve("app/main.py").toString());
    JsonNode finding = new ObjectMapper().readTree(out.toString()).path("findings").path(0);
    assertThat(finding.path("root").asText()).isEqualTo(folder.resolve("app").toString());
    assertThat(finding.path("path").asText()).isEqualTo("main.py");
    assertThat(finding.path("line").asInt()).isEqualTo(4);
    assertThat(finding.path("column").asInt()).isEqualTo(5);
  }

  @Test
  void aFileThatIsNoPythonIsToldAndEndsWithFourWhenStrict() throws IOException {
    file("a.py", "def f(:\n");
    assertThat(run("scan", folder.toString())).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("not checked: ").contains("a.py:1");
    assertThat(run("scan", "--strict", folder.toString())).isEqualTo(ExitCode.PARTLY_UNCHECKED);
  }

  @Test
  void aFileOverTheLimitIsNotReadAndSaid() throws IOException {
    file("big.py", "x = 1\n".repeat(200_000));
    run("scan", folder.toString());
    assertThat(out.toString()).contains("big.py: over the limit of 1048576 bytes");
  }

  @Test
  void aLinkIsNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret.py"), "import time\n\nasync def f():\n    time.sleep(1)\n");
    Files.createSymbolicLink(folder.resolve("link.py"), secret);
    assertThat(run("scan", folder.toString())).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("0 files");
  }

  @Test
  void wrongUseEndsWithTwoAndSaysWhatIsWrong() {
    assertThat(run("explain", "LW999")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("no rule has the id 'LW999'");
    assertThat(run("scan", folder.resolve("nowhere").toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("no such file or folder");
    assertThat(run("scan", "--format", "poem", folder.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(run()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void everyRuleIsListedAndExplained() {
    assertThat(run("rules")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString().lines()).hasSize(dev.loopwarden.rules.Catalogue.ALL.size());
    assertThat(run("explain", "LW112")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("Blocking call reached through a sync helper").contains("Instead: ");
  }

  @Test
  void theHealthcheckFailsUntilTheServiceIsReady() throws IOException {
    HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var ready = new AtomicBoolean();
    service.createContext("/readyz", exchange -> {
      exchange.sendResponseHeaders(ready.get() ? 200 : 503, -1);
      exchange.close();
    });
    service.start();
    String port = String.valueOf(service.getAddress().getPort());
    try {
      assertThat(run("healthcheck", "--port", port)).isEqualTo(ExitCode.FINDINGS);
      ready.set(true);
      assertThat(run("healthcheck", "--port", port)).isEqualTo(ExitCode.CLEAN);
    } finally {
      service.stop(0);
    }
    assertThat(run("healthcheck", "--port", port)).isEqualTo(ExitCode.FINDINGS);
    assertThat(err.toString()).contains("no answer from http://127.0.0.1:" + port);
  }

  @Test
  void theShellCanBeTaughtTheCommands() {
    assertThat(run("generate-completion")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("review", "scan", "healthcheck");
  }
}
