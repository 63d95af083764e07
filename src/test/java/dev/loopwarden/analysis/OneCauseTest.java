package dev.loopwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.rule.Site;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.source.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is told once, with the other places beside it, and what is told at each place.
class OneCauseTest {

  /// "LW112:9 and 10" for each finding.
  private static List<String> findings(String text) {
    return Scan.of(List.of(SourceFile.of("app/a.py", text)), List.of(), Catalogue.ALL, Settings.DEFAULT).findings().stream()
        .map(Tracked::finding)
        .map(each -> each.ruleId() + ":" + each.site().span().line() + String.join("", each.alsoAt().stream().map(Site::span).map(span -> " and " + span.line()).toList()))
        .toList();
  }

  @Test
  void twoCallsOfAHelperThatBlocksAreOneFinding() {
    assertThat(findings("""
        import requests

        def load(url):
            return requests.get(url, timeout=5)

        async def both():
            load("a")
            load("b")
        """)).containsExactly("LW112:7 and 8");
  }

  @Test
  void twoLocksOverOneWaitAreTwoFindings() {
    assertThat(findings("""
        import asyncio
        import httpx

        class Shop:
            def __init__(self):
                self.lock = asyncio.Lock()
                self.client = httpx.AsyncClient(timeout=5)

            async def send(self, row):
                await self.client.post("/rows", json=row)

            async def report(self, rows):
                async with self.lock:
                    for row in rows:
                        await self.send(row)
                await asyncio.sleep(1)
                async with self.lock:
                    for row in rows:
                        await self.send(row)
        """)).contains("LW1008:13", "LW1008:17");
  }

  @Test
  void severalTouchesOfOneThreadFunctionAreOneFinding() {
    assertThat(findings("""
        import asyncio
        import threading

        done = asyncio.Event()

        class Worker(threading.Thread):
            def run(self):
                done.set()
                done.clear()
        """)).containsExactly("LW1009:8 and 9");
  }
}
