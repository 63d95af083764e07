package dev.loopwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A file in mid-edit: the functions that can be read are checked, the others are named.
class UnreadTest {

  private static Report scan(String text) {
    return Scan.of(List.of(SourceFile.of("app/a.py", text)), List.of(), Catalogue.ALL, Settings.DEFAULT);
  }

  private static List<String> findings(Report report) {
    return report.findings().stream().map(each -> each.finding().ruleId() + ":" + each.finding().site().span().line()).toList();
  }

  @Test
  void theFunctionsAroundABrokenOneAreChecked() {
    Report report = scan("""
        import time

        async def before():
            time.sleep(1)

        class Client:
            async def broken(self):
                time.sleep(1)
                await self.fetch(

        async def after():
            time.sleep(1)
        """);
    assertThat(findings(report)).containsExactly("LW100:4", "LW100:12");
    assertThat(report.notChecked())
        .containsExactly(new NotChecked("app/a.py", 9, "'(' was never closed; `Client.broken` is left out", NotChecked.Cause.SYNTAX));
  }

  @Test
  void whatIsBrokenOutsideOfFunctionsKeepsNoFunctionBack() {
    Report report = scan("import time\nx = = 1\n\nasync def f():\n    time.sleep(1)\n");
    assertThat(findings(report)).containsExactly("LW100:5");
    assertThat(report.notChecked()).extracting(NotChecked::reason)
        .containsExactly("invalid syntax: maybe '==' or ':=' is meant instead of '='; the line is left out");
  }

  @Test
  void goodPythonThatIsOverALimitIsNotCalledWrong() {
    Report report = scan("import time\n\ndef deep(x):\n    return x" + ".y".repeat(400) + "\n\nasync def f():\n    time.sleep(1)\n");
    assertThat(findings(report)).containsExactly("LW100:7");
    assertThat(report.notChecked()).containsExactly(new NotChecked(
        "app/a.py", 3, "nested too deeply to be followed: at most 300 levels are; lines 3 to 4 are left out", NotChecked.Cause.LIMIT));
  }

  @Test
  void aFunctionAroundABrokenOneIsLeftOutToo() {
    Report report = scan("""
        import time

        async def outer():
            time.sleep(1)
            def inner():
                return = 1

        async def other():
            time.sleep(1)
        """);
    assertThat(findings(report)).containsExactly("LW100:9");
    assertThat(report.notChecked()).extracting(NotChecked::reason).singleElement().asString().contains("`outer.<locals>.inner` is left out");
  }
}
