package dev.loopwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.FileDiff;
import dev.loopwarden.pull.Hunk;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Site;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A review that knows the repository from the stored index and stored facts tells what two scans of the whole, one of each end and each from
/// nothing, differ by: for changes in one module that alter what is known in others. Each change is reviewed there and back.
final class IndexedReviewTest {

  /// Modules that have nothing to do with it: enough that a review does not load all.
  private static final int OTHERS = 130;

  private static final CommitId BASE = new CommitId("b".repeat(40));
  private static final CommitId HEAD = new CommitId("a".repeat(40));

  /// A program and a change of one of its modules.
  private record Case(String what, Map<String, String> files, String path, String from, String to) {

    Map<String, String> after() {
      String text = files.getOrDefault(path, "");
      assertThat(text).as(what).contains(from);
      Map<String, String> after = new TreeMap<>(files);
      after.put(path, text.replace(from, to));
      return after;
    }
  }

  static Stream<Arguments> changes() {
    return cases().stream().flatMap(each -> {
      Map<String, String> after = each.after();
      return Stream.of(
          Arguments.of(each.what(), each.files(), after, each.path()), Arguments.of(each.what() + ", and back", after, each.files(), each.path()));
    });
  }

  private static final String CLIENTS = """
      import time


      class Slow:
          def get(self):
              time.sleep(5)


      class Quick:
          def get(self):
              return 1
      """;

  private static List<Case> cases() {
    return List.of(
        new Case("another literal of an overload", Map.of(
            "app/clients.py", CLIENTS,
            "app/connect.py", """
                from typing import Literal, overload
                from app.clients import Quick, Slow


                @overload
                def connect(kind: Literal["a"]) -> Slow: ...
                @overload
                def connect(kind: Literal["b"]) -> Quick: ...
                def connect(kind):
                    return Slow() if kind == "a" else Quick()
                """,
            "app/page.py", """
                from app.connect import connect


                async def page():
                    client = connect("b")
                    return client.get()
                """), "app/connect.py", """
                def connect(kind: Literal["a"]) -> Slow: ...
                @overload
                def connect(kind: Literal["b"]) -> Quick: ...
                """, """
                def connect(kind: Literal["b"]) -> Slow: ...
                @overload
                def connect(kind: Literal["a"]) -> Quick: ...
                """),
        new Case("another literal of an overload, asked for by a helper of a third module", Map.of(
            "app/clients.py", CLIENTS,
            "app/connect.py", """
                from typing import Literal, overload
                from app.clients import Quick, Slow


                @overload
                def connect(kind: Literal["a"]) -> Slow: ...
                @overload
                def connect(kind: Literal["b"]) -> Quick: ...
                def connect(kind):
                    return Slow() if kind == "a" else Quick()
                """,
            "app/helper.py", "from app.connect import connect\n\n\ndef helper():\n    client = connect('b')\n    return client.get()\n",
            "app/page.py", "from app.helper import helper\n\n\nasync def page():\n    return helper()\n"),
            "app/connect.py", "Literal[\"b\"]", "Literal[\"c\"]"),
        new Case("a class that another module's union of classes gets", Map.of(
            "app/clients.py", CLIENTS,
            "app/kinds.py", "from typing import Union\nfrom app.clients import Quick, Slow\n\nKinds = Quick\n",
            "app/page.py", """
                from app.clients import Quick
                from app.kinds import Kinds


                async def page(client: Kinds):
                    if isinstance(client, Quick):
                        return 1
                    return client.get()
                """), "app/kinds.py", "Kinds = Quick", "Kinds = Union[Quick, Slow]"),
        new Case("a class that another module's attribute may be", Map.of(
            "app/clients.py", CLIENTS,
            "app/holder.py", "from typing import Union\nfrom app.clients import Quick, Slow\n\n\nclass Holder:\n    client: Quick\n",
            "app/page.py", """
                from app.clients import Quick
                from app.holder import Holder


                async def page(holder: Holder):
                    if not isinstance(holder.client, Quick):
                        holder.client.get()
                """), "app/holder.py", "client: Quick", "client: Union[Quick, Slow]"),
        new Case("a value that a list of another module gets", Map.of(
            "app/clients.py", CLIENTS,
            "app/pool.py", "from app.clients import Quick, Slow\n\nALL = []\n\n\ndef fill():\n    ALL.append(Quick())\n",
            "app/page.py", "from app.pool import ALL\n\n\nasync def page():\n    for each in ALL:\n        each.get()\n"),
            "app/pool.py", "ALL.append(Quick())", "ALL.append(Slow())"),
        new Case("a value that a list of another module's object gets", Map.of(
            "app/clients.py", CLIENTS,
            "app/pool.py", """
                from app.clients import Quick, Slow


                class Pool:
                    def __init__(self):
                        self.all = []
                        self.by = {}

                    def fill(self, name):
                        self.all.append(Quick())
                        self.by[name] = Quick()


                pool = Pool()
                """,
            "app/page.py", "from app.pool import pool\n\n\nasync def page():\n    pool.all[0].get()\n\n\nasync def other(name):\n    pool.by[name].get()\n"),
            "app/pool.py", "self.all.append(Quick())\n        self.by[name] = Quick()", "self.all.append(Slow())\n        self.by[name] = Slow()"),
        new Case("a value that an inherited list gets, two modules away", Map.of(
            "app/clients.py", CLIENTS,
            "app/base.py", "from app.clients import Quick, Slow\n\n\nclass Base:\n    def __init__(self):\n        self.all = []\n\n    def fill(self):\n        self.all.append(Quick())\n",
            "app/pool.py", "from app.base import Base\n\n\nclass Pool(Base):\n    pass\n\n\npool = Pool()\n",
            "app/helper.py", "from app.pool import pool\n\n\ndef helper():\n    for each in pool.all:\n        each.get()\n",
            "app/page.py", "from app.helper import helper\n\n\nasync def page():\n    helper()\n"),
            "app/base.py", "append(Quick())", "append(Slow())"),
        new Case("a remark above the line of a helper that blocks", Map.of(
            "app/helper.py", "import time\n\n\ndef helper():\n    x = 1\n    time.sleep(3)\n    return x\n",
            "app/page.py", "from app.helper import helper\n\n\nasync def page():\n    return helper()\n"),
            "app/helper.py", "    time.sleep(3)", "    # this blocks on purpose\n    time.sleep(3)"),
        new Case("a call of a helper with a remark, new in another module", Map.of(
            "app/helper.py", "import time\n\n\ndef helper():\n    # this blocks on purpose\n    time.sleep(3)\n",
            "app/middle.py", "from app.helper import helper\n\n\ndef middle():\n    pass\n",
            "app/page.py", "from app.middle import middle\n\n\nasync def page():\n    return middle()\n"),
            "app/middle.py", "pass", "helper()"),
        new Case("a task of a worker that begins to run a coroutine", Map.of(
            "app/work.py", "import asyncio\nimport time\n\n\nasync def work():\n    time.sleep(5)\n    await asyncio.sleep(1)\n",
            "app/tasks.py", """
                import asyncio
                from celery import Celery
                from app.work import work

                app = Celery("app")


                @app.task
                def job():
                    pass
                """), "app/tasks.py", "pass", "asyncio.run(work())"),
        new Case("a task of a worker that begins to call a coroutine", Map.of(
            "app/work.py", "import asyncio\nimport time\n\n\nasync def work():\n    time.sleep(5)\n    await asyncio.sleep(1)\n",
            "app/tasks.py", "from celery import shared_task\nfrom app.work import work\n\n\n@shared_task\ndef job():\n    pass\n"),
            "app/tasks.py", "pass", "work()"),
        new Case("a page that begins to call what a worker's task runs", Map.of(
            "app/work.py", "import asyncio\nimport time\n\n\nasync def work():\n    time.sleep(5)\n    await asyncio.sleep(1)\n",
            "app/tasks.py", "import asyncio\nfrom celery import shared_task\nfrom app.work import work\n\n\n@shared_task\ndef job():\n    asyncio.run(work())\n",
            "app/page.py", "import asyncio\nfrom app.work import work\n\n\nasync def page():\n    await asyncio.sleep(1)\n"),
            "app/page.py", "await asyncio.sleep(1)", "await work()"),
        new Case("a coroutine of a worker's task that begins to block", Map.of(
            "app/work.py", "import asyncio\nimport time\n\n\nasync def work():\n    await asyncio.sleep(1)\n",
            "app/tasks.py", "import asyncio\nfrom celery import shared_task\nfrom app.work import work\n\n\n@shared_task\ndef job():\n    asyncio.run(work())\n"),
            "app/work.py", "    await", "    time.sleep(5)\n    await"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void tellsWhatTwoScansOfTheWholeDifferBy(String what, Map<String, String> before, Map<String, String> after, String path) {
    Report report = review(large(before), large(after), path);
    assertThat(report.notChecked()).isEmpty();
    Set<String> came = scanned(after);
    Set<String> went = scanned(before);
    came.removeAll(scanned(before));
    went.removeAll(scanned(after));
    assertThat(new Told(places(report, State.NEW), places(report, State.FIXED))).as(what).isEqualTo(new Told(came, went));
    assertThat(lines(report)).as("as where all is loaded").isEqualTo(lines(review(before, after, path)));
  }

  private record Told(Set<String> came, Set<String> went) {}

  /// The functions that a scan of all files has findings in.
  private static Set<String> scanned(Map<String, String> files) {
    var sources = files.entrySet().stream().map(each -> SourceFile.of(each.getKey(), each.getValue())).toList();
    return Scan.of(sources, List.of(), Catalogue.ALL, Settings.DEFAULT).findings().stream().map(each -> each.finding().site())
        .map(IndexedReviewTest::place).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> places(Report report, State state) {
    var places = new TreeSet<String>();
    report.in(state).stream().map(Tracked::finding).forEach(each -> {
      boolean atCause = !each.alsoAt().isEmpty() || (!each.hops().isEmpty() && !each.hops().getFirst().path().equals(each.site().path()));
      if (!atCause) {
        places.add(place(each.site()));
      }
      each.alsoAt().forEach(also -> places.add(place(also)));
    });
    return places;
  }

  private static String place(Site site) {
    return site.path() + "::" + site.function();
  }

  private static List<String> lines(Report report) {
    return report.findings().stream().map(each -> {
      Finding finding = each.finding();
      return each.state() + " " + finding.ruleId() + " " + finding.confidence() + " " + finding.site().path() + ":" + finding.site().span().line() + " "
          + finding.hops().stream().map(Hop::toString).toList() + finding.alsoAt().stream().map(IndexedReviewTest::place).toList();
    }).sorted().toList();
  }

  private static Map<String, String> large(Map<String, String> files) {
    Map<String, String> all = new TreeMap<>(files);
    all.put("app/__init__.py", "");
    for (int i = 0; i < OTHERS; i++) {
      all.put("app/rest%03d.py".formatted(i), "import asyncio\n\n\nasync def rest():\n    await asyncio.sleep(%d)\n".formatted(i));
    }
    return all;
  }

  /// With facts and an index that an earlier review, of something else, has stored.
  private static Report review(Map<String, String> before, Map<String, String> after, String path) {
    FactStore store = FactStore.inMemory();
    Map<String, String> other = new HashMap<>(before);
    other.put("app/unrelated.py", "x = 1\n");
    review(before, other, "app/unrelated.py", store);
    return review(before, after, path, store);
  }

  private static Report review(Map<String, String> before, Map<String, String> after, String path, FactStore store) {
    var change = new Change(RepositoryRef.local("r"), BASE, HEAD, Optional.empty());
    String old = before.getOrDefault(path, "");
    var diff = new FileDiff(path, Optional.empty(), FileDiff.Status.MODIFIED, Optional.of(List.of(hunk(old, after.getOrDefault(path, "")))));
    Snapshot snapshot = Reading.snapshot(
        change, BASE, List.of(diff), listing(after), Earlier.NOTHING, Limits.DEFAULT, (commit, paths) -> read(commit.equals(HEAD) ? after : before, paths), store);
    return Analysis.of(snapshot, Catalogue.ALL);
  }

  private static Map<String, SourceFile> read(Map<String, String> files, Set<String> paths) {
    return paths.stream().filter(files::containsKey).collect(Collectors.toMap(each -> each, each -> SourceFile.of(each, files.getOrDefault(each, ""))));
  }

  private static Listing listing(Map<String, String> files) {
    Map<String, BlobId> blobs = new HashMap<>();
    files.forEach((path, text) -> blobs.put(path, SourceFile.of(path, text).blobId()));
    return new Listing(blobs, false);
  }

  /// The lines between the first and the last that differ.
  private static Hunk hunk(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> now = after.lines().toList();
    int same = 0;
    while (same < Math.min(old.size(), now.size()) && old.get(same).equals(now.get(same))) {
      same++;
    }
    int end = 0;
    while (end < Math.min(old.size(), now.size()) - same && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
      end++;
    }
    var lines = new ArrayList<Hunk.Line>();
    old.subList(same, old.size() - end).forEach(each -> lines.add(new Hunk.Line(Hunk.Kind.REMOVED, each, true)));
    now.subList(same, now.size() - end).forEach(each -> lines.add(new Hunk.Line(Hunk.Kind.ADDED, each, true)));
    return new Hunk(same + 1, old.size() - end - same, same + 1, now.size() - end - same, "", lines);
  }
}
