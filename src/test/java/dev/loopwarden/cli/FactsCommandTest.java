package dev.loopwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `loopwarden facts`: the golden texts, and what it says to wrong questions. A stale golden file is written anew beside
/// `target/` for comparison.
class FactsCommandTest {

  private static final Path EXAMPLE = Path.of("src/test/resources/dev/loopwarden/cli/facts");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int facts(String... args) {
    var all = new String[args.length + 1];
    all[0] = "facts";
    System.arraycopy(args, 0, all, 1, args.length);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }

  @ParameterizedTest
  @CsvSource({
    "Orders.place, text, place.txt",
    "Orders.place, json, place.json",
    "settle, text, settle.txt",
  })
  void printsTheGoldenText(String function, String format, String golden) throws IOException {
    assertThat(facts("--format", format, EXAMPLE.resolve("shop/orders.py") + "::" + function)).isEqualTo(ExitCode.CLEAN);
    String facts = withoutObligations(out.toString());
    Files.writeString(Files.createDirectories(Path.of("target/facts")).resolve(golden), facts);
    assertThat(facts).isEqualTo(Files.readString(EXAMPLE.resolve(golden)));
  }

  /// What the rules say changes with each new rule and has tests of its own.
  private static String withoutObligations(String text) {
    int at = Math.max(text.indexOf("\nobligations"), text.indexOf("  \"obligations\""));
    return text.substring(0, at);
  }

  @Test
  void saysWhatItOwesWithTheVerdict() {
    facts(EXAMPLE.resolve("shop/orders.py") + "::Orders.place");
    assertThat(out.toString()).contains("[!] LW112 Blocking (").contains("`load` blocks the event loop");
    facts("--format", "json", EXAMPLE.resolve("shop/orders.py") + "::Orders.place");
    assertThat(out.toString()).contains("\"rule\" : \"LW112\"").contains("\"verdict\" : \"unmet\"");
  }

  @Test
  void aFunctionOfAnotherFileIsToldWhereItIsRun() {
    facts(EXAMPLE.resolve("shop/net.py") + "::load");
    assertThat(out.toString())
        .contains("on the event loop: `Orders.place` calls it at shop/orders.py:16")
        .contains("in a thread: it is handed to `shop/net.py::off_loop` at shop/orders.py:17");
  }

  @Test
  void whereNothingMarksTheRootItIsAboveTheOutermostPackage(@TempDir Path folder) throws IOException {
    Path inner = Files.createDirectories(folder.resolve("project/shop/web"));
    for (String each : List.of("project/shop/__init__.py", "project/shop/web/__init__.py")) {
      Files.writeString(folder.resolve(each), "");
    }
    Files.writeString(folder.resolve("project/shop/disk.py"), "import time\n\n\ndef read():\n    time.sleep(3)\n");
    Files.writeString(inner.resolve("page.py"), "from shop.disk import read\n\n\nasync def page():\n    read()\n");
    assertThat(facts(inner.resolve("page.py") + "::page")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).startsWith("shop/web/page.py::page").contains("= shop/disk.py::read").contains("-> shop/disk.py:5 read: time.sleep(3)");
    Files.writeString(folder.resolve("project/shop/setup.cfg"), "");
    facts(inner.resolve("page.py") + "::page");
    assertThat(out.toString()).as("a mark goes before").contains("\nweb/page.py::page");
  }

  @Test
  void aModulesBodyHasFactsToo() {
    assertThat(facts(EXAMPLE.resolve("shop/orders.py") + "::<module>")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).contains("when its module is imported");
  }

  @Test
  void anUnknownFunctionIsAnsweredWithThoseThatAreThere() {
    assertThat(facts(EXAMPLE.resolve("shop/orders.py") + "::Orders.plac")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("has no function 'Orders.plac'; it has Orders.place, ");
  }

  @Test
  void aQuestionWithoutAFunctionSaysHowToAsk() {
    assertThat(facts("shop/orders.py")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("names no function; write the file and the function");
    assertThat(facts("nowhere.py::f")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("nowhere.py: no such file");
  }

  @Test
  void aFileThatIsNoPythonIsToldWithItsLine(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.py"), "x = 1\ndef f(:\n");
    assertThat(facts(file + "::f")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("a.py:2: ");
  }

  @Test
  void aFileOutsideOfTheRootIsRefused(@TempDir Path folder) {
    assertThat(facts("--root", folder.toString(), EXAMPLE.resolve("shop/net.py") + "::load")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("is not below").contains("--root names the folder");
  }
}
