package dev.loopwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The forms of a report, word by word; SARIF by its own schema.
final class FormatsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/dev/loopwarden/cli/formats");
  private static final PersonIdent ADA = new PersonIdent("Ada", "ada@example.org", Instant.ofEpochSecond(1_760_000_000), ZoneOffset.UTC);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  /// A helper that blocks and its new caller, a carried finding, one that is fixed, a file that cannot be read, and a name that has to
  /// be escaped.
  @BeforeEach
  void repository() throws Exception {
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      write("app/net.py", "import time\n\n\ndef wait():\n    time.sleep(5)\n");
      write("app/old.py", "import time\n\n\nasync def slow():\n    time.sleep(1)\n    x = 1\n    return x\n");
      write("app/gone.py", "import time\n\n\nasync def slow():\n    time.sleep(1)\n");
      commit(git, "base");
      git.checkout().setCreateBranch(true).setName("change").call();
      write("app/a 100% | `new`.py", "from .net import wait\n\n\nasync def handle():\n    wait()\n");
      write("app/old.py", "import time\n\n\nasync def slow():\n    time.sleep(1)\n    x = 2\n    return x\n");
      write("app/gone.py", "import asyncio\n\n\nasync def slow():\n    await asyncio.sleep(1)\n");
      write("app/broken.py", "def f(:\n");
      commit(git, "change");
    }
  }

  @ParameterizedTest
  @CsvSource({"text, txt", "json, json", "markdown, md", "sarif, sarif", "github, github.txt"})
  void aReviewIsPrintedSo(String format, String ending) throws IOException {
    String text = report("review", format);
    golden(GOLDEN.resolve("review." + ending), format.equals("sarif") ? withFewRules(text) : text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"review", "scan"})
  void sarifIsWhatItsSchemaAsksFor(String command) throws IOException {
    String text = report(command, "sarif");
    assertThat(JSON.readTree(text).at("/runs/0/results")).isNotEmpty();
    assertThat(schema().validate(text, InputFormat.JSON)).isEmpty();
  }

  @Test
  void theSchemaOfSarifRefusesWhatIsNone() throws IOException {
    List<Error> errors = schema().validate(report("review", "sarif").replace("\"ruleId\"", "\"rule\"").replace("2.1.0", "2.2.0"), InputFormat.JSON);
    assertThat(errors).anyMatch(each -> each.toString().contains("rule")).anyMatch(each -> each.toString().contains("version"));
  }

  private static Schema schema() throws IOException {
    try (InputStream in = Objects.requireNonNull(FormatsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
    }
  }

  private String report(String command, String format) {
    var out = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(new StringWriter()), command, folder.toString(), "--format", format);
    assertThat(code).isEqualTo(ExitCode.FINDINGS);
    return out.toString().replace(folder.toString(), "/repo");
  }

  /// The list of all rules changes with each of them; those that are reported stand for it.
  private static String withFewRules(String sarif) throws IOException {
    JsonNode log = JSON.readTree(sarif);
    log.at("/runs/0/tool/driver/rules").elements().forEachRemaining(each -> assertThat(each.path("id").asText()).startsWith("LW"));
    var rules = log.at("/runs/0/tool/driver/rules").elements();
    Set<String> told = Set.copyOf(log.at("/runs/0/results").findValuesAsText("ruleId"));
    while (rules.hasNext()) {
      if (!told.contains(rules.next().path("id").asText())) {
        rules.remove();
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(log) + "\n";
  }

  private static void golden(Path file, String text) throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(file).content().isEqualTo(text);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void commit(Git git, String message) throws Exception {
    git.add().addFilepattern(".").call();
    git.commit().setMessage(message).setAuthor(ADA).setCommitter(ADA).setSign(false).call();
  }
}
