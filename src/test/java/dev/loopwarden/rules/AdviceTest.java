package dev.loopwarden.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.analysis.Scan;
import dev.loopwarden.analysis.Settings;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.source.SourceFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What findings say and advise, where it depends on what is called.
final class AdviceTest {

  @Test
  void djangoRaisesInsteadOfBlocking() {
    Finding direct = only("from django.contrib.auth import authenticate\n\nasync def f(request):\n    authenticate(request)\n");
    assertThat(direct.message().why()).contains("raises `SynchronousOnlyOperation`");
    Finding through = only("from django.contrib.auth import authenticate\n\ndef user(request):\n    return authenticate(request)\n\nasync def f(request):\n    user(request)\n");
    assertThat(through.message().title()).isEqualTo("`user` raises on the event loop");
    assertThat(through.message().instead()).startsWith("`await sync_to_async(user)(...)`");
  }

  @Test
  void noThreadIsAdvisedForWhatIsTiedToItsThread() {
    Finding tied = only("""
        import threading
        import requests

        def load(url):
            assert threading.current_thread() is threading.main_thread()
            return requests.get(url, timeout=5)

        async def f(url):
            load(url)
        """);
    assertThat(tied.message().instead()).startsWith("Make the helper async.").contains("`threading.current_thread()` at `a.py:5`").doesNotContain("to_thread");
    Finding free = only("import requests\n\ndef load(url):\n    return requests.get(url, timeout=5)\n\nasync def f(url):\n    load(url)\n");
    assertThat(free.message().instead()).contains("await asyncio.to_thread(load, ...)");
  }

  @Test
  void anAwaitThatComesTooLateIsToldAsThat() {
    String text = "async def load():\n    return [1]\n\nasync def f():\n    return %s\n";
    assertThat(only(text.formatted("await load()[0].real")).message().instead()).contains("`(await load(...))`");
    assertThat(only(text.formatted("load()[0]")).message().instead()).isEqualTo("Write `await` before it.");
  }

  @Test
  void aTransactionIsMovedToTheThreadAsAWhole() {
    String text = """
        import requests

        def load(url):
            return requests.get(url, timeout=5)

        async def f(db, url):
            with %s:
                load(url)
        """;
    assertThat(only(text.formatted("db.atomic()")).message().instead()).startsWith("The transaction of `db.atomic()` belongs to this thread").contains("the whole `with`");
    assertThat(only(text.formatted("db.opened()")).message().instead()).contains("await asyncio.to_thread(load, ...)");
  }

  @Test
  void theLimitOfAPaymentIsTheReadersChoice() {
    Finding payment = only("import grpc\n\nasync def pay_invoice(channel: grpc.aio.Channel):\n    await channel.channel_ready()\n");
    assertThat(payment.message().instead()).contains("asyncio.timeout(LIMIT)").contains("is yours to choose").doesNotContain("10 is a guess");
  }

  @Test
  void aConnectionEndsWithTheSystemsPatience() {
    Finding connects = only("import asyncio\n\nasync def f(host):\n    return await asyncio.open_connection(host, 80)\n");
    assertThat(connects.message().title()).isEqualTo("`asyncio.open_connection` may wait for minutes");
    assertThat(connects.message().what()).contains("the operating system gives up");
  }

  @Test
  void noFullSpeedIsClaimedOfALoopThatWaitsForItsItems() {
    String text = "async def work(queue):\n    while True:\n        %s\n        try:\n            await item.run()\n        except Exception:\n            pass\n";
    assertThat(only(text.formatted("item = await queue.get()")).message().why()).doesNotContain("full speed");
    assertThat(only(text.formatted("item = queue.next()")).message().why()).contains("full speed");
  }

  @Test
  void adviceFitsTheVersionThatIsPinned() {
    String text = "import stripe\n\nasync def f(name):\n    return stripe.Customer.retrieve(name)\n";
    assertThat(only(text, SourceFile.of("requirements.txt", "stripe==7.3.0\n")).message().instead()).doesNotContain("_async").contains("to_thread");
    assertThat(only(text, SourceFile.of("requirements.txt", "stripe==12.0.0\n")).message().instead()).contains("`_async`");
  }

  @Test
  void aDatabaseOfThisMachineIsNotSure() {
    String text = "from sqlalchemy import create_engine\nfrom sqlalchemy.orm import Session\n\nengine = create_engine(%s)\n\nasync def f(session: Session):\n    session.commit()\n";
    assertThat(only(text.formatted("\"sqlite:///shop.db\"")).confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(only(text.formatted("f\"sqlite:///{path}\"")).confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(only(text.formatted("\"postgresql://shop\"")).confidence()).isEqualTo(Confidence.HIGH);
    assertThat(only(text.formatted("address")).confidence()).isEqualTo(Confidence.HIGH);
  }

  private static Finding only(String text, SourceFile... others) {
    Map<String, SourceFile> project = Arrays.stream(others).collect(Collectors.toMap(SourceFile::path, each -> each));
    var report = Scan.of(List.of(SourceFile.of("a.py", text)), List.of(), Catalogue.ALL, Settings.DEFAULT, project);
    assertThat(report.findings()).hasSize(1);
    return report.findings().getFirst().finding();
  }
}
