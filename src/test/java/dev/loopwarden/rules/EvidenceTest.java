package dev.loopwarden.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.analysis.Scan;
import dev.loopwarden.analysis.Settings;
import dev.loopwarden.rule.Verdict;
import dev.loopwarden.source.SourceFile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is said of an obligation that is met by something further away.
class EvidenceTest {

  @Test
  void aLimitOfACallerIsToldWithItsPlace() {
    assertThat(evidence(
        file("app/wallet.py", """
            import asyncio

            class Wallet:
                async def pay(self, bill):
                    raise NotImplementedError

            class Remote(Wallet):
                async def pay(self, bill):
                    return await asyncio.open_connection(bill, 80)
            """),
        file("app/shop.py", """
            import asyncio
            from app.wallet import Wallet

            async def checkout(wallet: Wallet, bill):
                task = asyncio.create_task(wallet.pay(bill))
                return await asyncio.wait_for(task, timeout=5)
            """)))
        .contains("its caller's `wait_for(..., 5)` at line 6 of app/shop.py");
  }

  @Test
  void aTestThatCallsWithoutALimitDoesNotCount() {
    assertThat(evidence(
        file("app/net.py", """
            import asyncio

            async def dial(host):
                return await asyncio.open_connection(host, 80)

            async def ask(host):
                async with asyncio.timeout(3):
                    return await dial(host)
            """),
        file("tests/test_net.py", "from app.net import dial\n\nasync def test_dial():\n    await dial('a')\n")))
        .contains("its caller's `asyncio.timeout(3)` at line 7");
  }

  @Test
  void aHandlerAroundWhatNeverGivesWayGetsNoCancel() {
    assertThat(evidence(file("a.py", """
        class Events:
            async def track(self, name):
                self.names.append(name)

            async def done(self, name):
                try:
                    await self.track(name)
                except:
                    pass
        """)))
        .contains("what is awaited there never gives way to the loop, so that no cancel arrives");
  }

  @Test
  void callsThatDealWithTheirOwnErrorsMayBeGathered() {
    assertThat(evidence(file("a.py", """
        import asyncio

        async def close(session):
            try:
                await session.close()
            except Exception as error:
                print(error)

        async def close_all(sessions, pool):
            await asyncio.gather(*[close(each) for each in sessions])
            await pool.close()
        """)))
        .contains("each of the calls deals with its own errors, or is done in one go");
  }

  private static SourceFile file(String path, String text) {
    return SourceFile.of(path, text);
  }

  private static Stream<String> evidence(SourceFile... files) {
    return Scan.of(Arrays.asList(files), List.of(), Catalogue.ALL, Settings.DEFAULT).obligations().stream()
        .flatMap(each -> each.verdict() instanceof Verdict.Met(String evidence) ? Stream.of(evidence) : Stream.empty());
  }
}
