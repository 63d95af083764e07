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
import org.junit.jupiter.api.Test;

/// What a review reads and tells beyond the changed files, in a repository of any size.
final class FollowingTest {

  private static final CommitId BASE = new CommitId("b".repeat(40));
  private static final CommitId HEAD = new CommitId("a".repeat(40));
  private static final String QUIET = "def load():\n    return 1\n";
  private static final String LOUD = "import time\n\n\ndef load():\n    time.sleep(3)\n    return 1\n";

  private final FactStore store = FactStore.inMemory();
  private final List<Set<String>> reads = new ArrayList<>();

  /// A program of some hundred modules: `deep.load` is called by `middle`, that by two pages; the rest has nothing to do with it.
  private static Map<String, String> large() {
    Map<String, String> files = new TreeMap<>();
    files.put("app/__init__.py", "");
    files.put("app/deep.py", QUIET);
    files.put("app/middle.py", "from app.deep import load\n\n\ndef middle():\n    return load()\n");
    files.put("app/page.py", "from app.middle import middle\n\n\nasync def page():\n    return middle()\n");
    files.put("app/other.py", "from app import middle as m\n\n\nasync def other():\n    x = 1\n    return m.middle(), x\n");
    files.put("app/thread.py", "import asyncio\nfrom app.middle import middle\n\n\nasync def safe():\n    return await asyncio.to_thread(middle)\n");
    files.put("app/already.py", "import time\nfrom app.middle import middle\n\n\nasync def already():\n    time.sleep(1)\n");
    files.put("tests/test_page.py", "from app.middle import middle\n\n\nasync def test_it():\n    middle()\n");
    for (int i = 0; i < 400; i++) {
      files.put("app/rest%03d.py".formatted(i), "import asyncio\n\n\nasync def rest():\n    await asyncio.sleep(%d)\n".formatted(i));
    }
    return files;
  }

  @Test
  void unchangedCallersOfAHelperThatBeginsToBlockAreOneFindingAtTheChangedLine() {
    Report report = review(large(), "app/deep.py", LOUD);
    assertThat(report.in(State.NEW)).hasSize(1);
    Finding finding = report.in(State.NEW).getFirst().finding();
    assertThat(finding.ruleId()).isEqualTo("LW112");
    assertThat(finding.site()).extracting(Site::path, Site::function, each -> each.span().line()).containsExactly("app/deep.py", "load", 5);
    assertThat(finding.alsoAt()).extracting(Site::path).containsExactly("app/other.py", "app/page.py");
    assertThat(finding.hops()).extracting(each -> each.path() + ":" + each.line())
        .containsExactly("app/other.py:6", "app/middle.py:5", "app/deep.py:5");
    assertThat(finding.message().what()).contains("`other` (`app/other.py:6`)", "`page` (`app/page.py:5`)");
    assertThat(report.notChecked()).isEmpty();
  }

  @Test
  void callersOfAHelperThatCeasesToBlockAreCredited() {
    Map<String, String> before = large();
    before.put("app/deep.py", LOUD);
    assertThat(review(before, "app/deep.py", QUIET).in(State.FIXED)).extracting(each -> each.finding().site().path())
        .containsExactlyInAnyOrder("app/other.py", "app/page.py");
  }

  @Test
  void aMarkWhereAHelperBlocksSilencesAllThatCallIt() {
    for (String mark : List.of("# loopwarden: ignore[LW112] a moment", "# noqa: ASYNC251")) {
      Map<String, String> before = large();
      before.put("app/deep.py", LOUD.replace("sleep(3)", "sleep(3)  " + mark));
      Report report = review(before, "app/page.py", before.get("app/page.py") + "\n\nasync def again():\n    return middle()\n");
      assertThat(report.in(State.NEW)).as(mark).isEmpty();
      assertThat(report.unusedSuppressions()).as(mark).isEmpty();
    }
    Map<String, String> elsewhere = large();
    elsewhere.put("app/deep.py", LOUD.replace("sleep(3)", "sleep(3)  # noqa: ASYNC109"));
    Report told = review(elsewhere, "app/page.py", elsewhere.get("app/page.py") + "\n\nasync def again():\n    return middle()\n");
    assertThat(told.in(State.NEW)).hasSize(1);
  }

  @Test
  void aMarkAtTheCauseSilencesIt() {
    Report report = review(large(), "app/deep.py", LOUD.replace("sleep(3)", "sleep(3)  # loopwarden: ignore[LW112] at start only"));
    assertThat(report.in(State.NEW)).isEmpty();
    assertThat(report.findings()).extracting(Tracked::suppressed).containsExactly(true);
    assertThat(report.unusedSuppressions()).isEmpty();
  }

  @Test
  void aFunctionThatBecomesAsyncIsToldToThoseWhoForgetToAwaitIt() {
    Map<String, String> files = large();
    files.put("app/forgets.py", "from app.middle import middle\n\n\nasync def forgets():\n    middle()\n");
    Report report = review(files, "app/middle.py", files.getOrDefault("app/middle.py", "").replace("def middle", "async def middle"));
    assertThat(report.in(State.NEW)).extracting(each -> each.finding().ruleId() + " " + each.finding().site().path())
        .containsExactly("LW1001 app/forgets.py");
  }

  @Test
  void theWholeIsReadOnceAndAfterThatOnlyWhatIsNew() {
    review(large(), "app/deep.py", LOUD);
    assertThat(reads.stream().mapToInt(Set::size).sum()).isGreaterThan(400);
    reads.clear();
    review(large(), "app/deep.py", LOUD.replace("3", "4"));
    assertThat(reads).containsExactly(Set.of("app/deep.py"));

    Map<String, String> moved = large();
    moved.put("app/rest007.py", "x = 1\n");
    reads.clear();
    review(moved, "app/deep.py", LOUD.replace("3", "5"));
    assertThat(reads).containsExactly(Set.of("app/deep.py"), Set.of("app/rest007.py"));
  }

  @Test
  void withoutAnIndexOnlyImportsAreFollowedAndThatIsSaid() {
    Limits small = new Limits(300, 1 << 20, 20L << 20, 300, 100, 50);
    Report report = review(large(), "app/page.py", large().getOrDefault("app/page.py", "").replace("return middle()", "x = middle()\n    return x"), small);
    assertThat(report.notChecked()).extracting(NotChecked::path).containsExactly("unchanged files");
    assertThat(reads).containsExactly(Set.of("app/page.py"), Set.of("app/middle.py"), Set.of("app/deep.py"));
  }

  @Test
  void importsOverTheLimitAreNamedAsNotFollowed() {
    Limits small = new Limits(300, 1 << 20, 20L << 20, 1, 100, 3_000);
    Report report = review(large(), "app/page.py", large().getOrDefault("app/page.py", "").replace("return middle()", "x = middle()\n    return x"), small);
    assertThat(report.notChecked()).extracting(NotChecked::path).containsExactly("app/deep.py");
    assertThat(report.notChecked()).extracting(NotChecked::reason).allMatch(each -> each.startsWith("not followed: ") && each.endsWith("over the limit of 1 modules"));
  }

  @Test
  void callersOverTheLimitAreNamedAsNotFollowed() {
    Map<String, String> files = large();
    for (int i = 0; i < 10; i++) {
      files.put("app/caller%d.py".formatted(i), "from app.deep import load\n\n\nasync def caller():\n    load()\n");
    }
    Report report = review(files, "app/deep.py", LOUD, new Limits(300, 1 << 20, 20L << 20, 300, 4, 3_000));
    assertThat(report.in(State.NEW)).hasSize(1);
    assertThat(report.in(State.NEW).getFirst().finding().alsoAt()).hasSize(4);
    assertThat(report.notChecked()).extracting(NotChecked::reason).contains("not followed: it calls what this change alters (as 8 others are), over the limit of 4 modules");
  }

  @Test
  void damagedFactsAndIndicesAreMadeAgain() {
    FactStore damaged = new FactStore() {
      @Override
      public Set<BlobId> has(Set<BlobId> blobs) {
        return store.has(blobs);
      }

      @Override
      public Map<BlobId, byte[]> facts(Set<BlobId> blobs) {
        Map<BlobId, byte[]> facts = new HashMap<>(store.facts(blobs));
        facts.replaceAll((_, bytes) -> java.util.Arrays.copyOf(bytes, bytes.length / 2));
        return facts;
      }

      @Override
      public void keep(Map<BlobId, byte[]> facts) {
        store.keep(facts);
      }

      @Override
      public Optional<byte[]> index(CommitId commit, String version) {
        return store.index(commit, version).map(each -> new byte[] {1, 2, 3});
      }

      @Override
      public Optional<byte[]> newestIndex(String version) {
        return index(BASE, version);
      }

      @Override
      public void keepIndex(CommitId commit, String version, byte[] index) {
        store.keepIndex(commit, version, index);
      }
    };
    review(large(), "app/deep.py", LOUD);
    Report report = review(large(), "app/deep.py", LOUD, Limits.DEFAULT, damaged);
    assertThat(report.in(State.NEW)).hasSize(1);
  }

  private Report review(Map<String, String> before, String path, String after) {
    return review(before, path, after, Limits.DEFAULT);
  }

  private Report review(Map<String, String> before, String path, String after, Limits limits) {
    return review(before, path, after, limits, store);
  }

  private Report review(Map<String, String> before, String path, String after, Limits limits, FactStore facts) {
    Map<String, String> head = new HashMap<>(before);
    head.put(path, after);
    var change = new Change(RepositoryRef.local("r"), BASE, HEAD, Optional.empty());
    var diff = new FileDiff(path, Optional.empty(), FileDiff.Status.MODIFIED, Optional.of(List.of(whole(before.getOrDefault(path, ""), after))));
    Snapshot snapshot = Reading.snapshot(
        change, BASE, List.of(diff), listing(head), Earlier.NOTHING, limits, (commit, paths) -> read(commit.equals(HEAD) ? head : before, paths), facts);
    return Analysis.of(snapshot, Catalogue.ALL);
  }

  private Map<String, SourceFile> read(Map<String, String> files, Set<String> paths) {
    Map<String, SourceFile> read = new HashMap<>();
    paths.stream().filter(files::containsKey).forEach(each -> read.put(each, SourceFile.of(each, files.getOrDefault(each, ""))));
    if (!read.isEmpty()) {
      reads.add(new TreeSet<>(read.keySet()));
    }
    return read;
  }

  private static Listing listing(Map<String, String> files) {
    Map<String, BlobId> blobs = new HashMap<>();
    files.forEach((path, text) -> blobs.put(path, SourceFile.of(path, text).blobId()));
    return new Listing(blobs, false);
  }

  /// All old lines removed, all new lines added.
  private static Hunk whole(String before, String after) {
    var lines = new ArrayList<Hunk.Line>();
    before.lines().forEach(each -> lines.add(new Hunk.Line(Hunk.Kind.REMOVED, each, true)));
    after.lines().forEach(each -> lines.add(new Hunk.Line(Hunk.Kind.ADDED, each, true)));
    return new Hunk(1, (int) before.lines().count(), 1, (int) after.lines().count(), "", lines);
  }
}
