package dev.loopwarden.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopwarden.job.Job;
import dev.loopwarden.pull.CommitId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of a comment when the code under it moves: files that are renamed, equal findings in one function, history that is
/// rewritten. A comment is not said again, and the one that is edited is the one whose finding is gone.
final class CommentLifeTest extends LifeTest {

  private static final String SLEEP = "    time.sleep(1)\n";
  private static final String HEADER = "import asyncio\nimport time\n\n\n";

  /// Two calls that block, told apart by what stands around them.
  private static final String TWINS = HEADER + "async def poll(first, second, third):\n    await first()\n" + SLEEP
      + "    await second()\n    print(\"half\")\n" + SLEEP + "    await third()\n";

  private static final String FIRST_MENDED = TWINS.replaceFirst("time.sleep", "await asyncio.sleep");

  private CommitId base;

  @SuppressWarnings("NullAway.Init") // set before each test
  CommentLifeTest() {}

  @BeforeEach
  void base() {
    base = commit(Optional.empty(), Map.of("app/__init__.py", "", "app/old.py", HEADER + "async def old():\n    pass\n"));
  }

  @Test
  void aFileThatThePullRequestAddedAndRenamesTakesItsCommentAlong() {
    CommitId first = review(base, add("app/jobs.py", one("await first()")));
    long comment = onlyOpen();
    CommitId second = review(base, commit(Optional.of(first), Map.of("app/old.py", old(), "app/__init__.py", "", "app/work.py", one("await first()"))));
    assertThat(onlyOpen()).isEqualTo(comment);
    review(base, commit(Optional.of(second), Map.of("app/old.py", old(), "app/__init__.py", "", "app/work.py", one("await first()").replace("time.sleep", "await asyncio.sleep"))));
    assertThat(open()).isEmpty();
    assertThat(mended()).containsExactly(comment);
  }

  @Test
  void aFileOfTheBaseThatIsRenamedLaterTakesItsCommentAlong() {
    CommitId first = review(base, commit(Optional.of(base), Map.of("app/__init__.py", "", "app/old.py", old() + "\n\n" + body("await first()"))));
    long comment = onlyOpen();
    review(base, commit(Optional.of(first), Map.of("app/__init__.py", "", "app/new.py", old() + "\n\n" + body("await first()"))));
    assertThat(onlyOpen()).isEqualTo(comment);
    assertThat(rig.sandbox.reviews(rig.name, 1)).as("nothing more was said").hasSize(1);
  }

  @Test
  void aRenameWithAnEditSaysOnlyWhatIsNew() {
    CommitId first = review(base, add("app/jobs.py", one("await first()")));
    long comment = onlyOpen();
    String edited = one("await another()") + "\n\nasync def also():\n    await asyncio.sleep(0)\n    time.sleep(2)\n";
    CommitId second = review(base, commit(Optional.of(first), Map.of("app/__init__.py", "", "app/old.py", old(), "app/work.py", edited)));
    assertThat(open()).hasSize(2).contains(comment);
    review(base, commit(Optional.of(second), Map.of("app/__init__.py", "", "app/old.py", old(), "app/again.py", edited.replace("time.sleep(1)", "await asyncio.sleep(1)"))));
    assertThat(open()).hasSize(1).doesNotContain(comment);
    assertThat(mended()).containsExactly(comment);
  }

  @Test
  void aFileThatIsDeletedEndsItsComment() {
    CommitId first = review(base, add("app/jobs.py", one("await first()")));
    long comment = onlyOpen();
    review(base, commit(Optional.of(first), Map.of("app/__init__.py", "", "app/old.py", old() + "\n\nasync def more():\n    pass\n")));
    assertThat(mended()).containsExactly(comment);
  }

  @Test
  void whereTheFirstOfTwoIsMendedItsOwnCommentSaysSo() {
    CommitId first = review(base, add("app/jobs.py", TWINS));
    List<Long> both = inOrder();
    assertThat(both).hasSize(2);
    review(base, commit(Optional.of(first), with("app/jobs.py", FIRST_MENDED)));
    assertThat(mended()).containsExactly(both.getFirst());
    assertThat(open()).containsExactly(both.getLast());
  }

  @Test
  void theFirstOfTwoMendedInARenamedFile() {
    CommitId first = review(base, add("app/jobs.py", TWINS));
    List<Long> both = inOrder();
    review(base, commit(Optional.of(first), with("app/work.py", FIRST_MENDED)));
    assertThat(mended()).containsExactly(both.getFirst());
    assertThat(open()).containsExactly(both.getLast());
  }

  @Test
  void twoThatChangePlacesKeepTheirComments() {
    CommitId first = review(base, add("app/jobs.py", TWINS));
    List<Long> both = inOrder();
    String swapped = HEADER + "async def poll(first, second, third):\n    print(\"half\")\n" + SLEEP + "    await third()\n    await first()\n"
        + SLEEP + "    await second()\n";
    CommitId second = review(base, commit(Optional.of(first), with("app/jobs.py", swapped)));
    assertThat(open()).containsExactlyInAnyOrderElementsOf(both);
    assertThat(mended()).isEmpty();
    review(base, commit(Optional.of(second), with("app/jobs.py", swapped.replaceFirst("time.sleep", "await asyncio.sleep"))));
    assertThat(mended()).as("what was the second and is the first now").containsExactly(both.getLast());
  }

  @Test
  void aNewEqualAboveAnOldOneIsTheOneThatIsTold() {
    CommitId carried = commit(Optional.empty(), with("app/jobs.py", HEADER + "async def poll(first, second):\n    await second()\n" + SLEEP + "    print(1)\n"));
    review(carried, commit(Optional.of(carried), with("app/jobs.py",
        HEADER + "async def poll(first, second):\n    await first()\n" + SLEEP + "    await second()\n" + SLEEP + "    print(1)\n")));
    assertThat(rig.lineComments()).hasSize(1);
    assertThat(rig.lineComments().getFirst().path("line").asInt()).isEqualTo(7);
  }

  @Test
  void aForcePushRepeatsNothingAndEndsTheRightOne() {
    review(base, add("app/jobs.py", TWINS));
    List<Long> both = inOrder();
    // Another history to nearly the same: nothing of the first head is in it.
    CommitId other = commit(Optional.of(base), with("app/other.py", "x = 1\n"));
    Map<String, String> files = with("app/jobs.py", FIRST_MENDED);
    files.put("app/other.py", "x = 1\n");
    review(base, commit(Optional.of(other), files));
    assertThat(mended()).containsExactly(both.getFirst());
    assertThat(open()).containsExactly(both.getLast());
  }

  @Test
  void aRebaseRepeatsNothing() {
    Map<String, String> changed = with("app/old.py", old() + "\n\n" + body("await first()"));
    review(base, commit(Optional.of(base), changed));
    long comment = onlyOpen();
    Map<String, String> upstream = with("app/old.py", "\"\"\"Doc.\"\"\"\n\n" + old());
    CommitId moved = commit(Optional.of(base), upstream);
    review(moved, commit(Optional.of(moved), with("app/old.py", "\"\"\"Doc.\"\"\"\n\n" + old() + "\n\n" + body("await first()"))));
    assertThat(onlyOpen()).isEqualTo(comment);
    assertThat(rig.sandbox.reviews(rig.name, 1)).hasSize(1);
  }

  /// The base gains the same finding in the same function: it is carried, and the pull request's own keeps its comment.
  @Test
  void aRebaseThatBringsAnEqualFindingAboveRepeatsNothingAndEndsTheRightOne() {
    CommitId one = commit(Optional.empty(), with("app/jobs.py", poll("", "", "")));
    review(one, commit(Optional.of(one), with("app/jobs.py", poll("", "", SLEEP))));
    long comment = onlyOpen();
    CommitId moved = commit(Optional.of(one), with("app/jobs.py", poll(SLEEP, "", "")));
    review(moved, commit(Optional.of(moved), with("app/jobs.py", poll(SLEEP, "", SLEEP))));
    assertThat(onlyOpen()).isEqualTo(comment);
    assertThat(rig.sandbox.reviews(rig.name, 1)).as("nothing more was said").hasSize(1);
    review(moved, commit(Optional.of(moved), with("app/jobs.py", poll(SLEEP, "", "    await asyncio.sleep(1)\n"))));
    assertThat(mended()).containsExactly(comment);
    assertThat(rig.lineComments()).hasSize(1);
  }

  @Test
  void aRebaseThatBringsAnEqualFindingBetweenTwoEndsTheRightOne() {
    CommitId one = commit(Optional.empty(), with("app/jobs.py", poll("", "", "")));
    review(one, commit(Optional.of(one), with("app/jobs.py", poll(SLEEP, "", SLEEP))));
    List<Long> both = inOrder();
    CommitId moved = commit(Optional.of(one), with("app/jobs.py", poll("", SLEEP, "")));
    review(moved, commit(Optional.of(moved), with("app/jobs.py", poll(SLEEP, SLEEP, SLEEP))));
    assertThat(open()).containsExactlyInAnyOrderElementsOf(both);
    assertThat(rig.lineComments()).hasSize(2);
    CommitId second = review(moved, commit(Optional.of(moved), with("app/jobs.py", poll(SLEEP, SLEEP, "    await asyncio.sleep(1)\n"))));
    assertThat(mended()).containsExactly(both.getLast());
    review(moved, commit(Optional.of(second), with("app/jobs.py", poll("", SLEEP, "    await asyncio.sleep(1)\n"))));
    assertThat(mended()).containsExactlyInAnyOrderElementsOf(both);
  }

  @Test
  void aRebaseThatBringsAnEqualFindingWhileItsOwnIsMendedEndsItsOwn() {
    CommitId one = commit(Optional.empty(), with("app/jobs.py", poll("", "", "")));
    review(one, commit(Optional.of(one), with("app/jobs.py", poll("", "", SLEEP))));
    long comment = onlyOpen();
    CommitId moved = commit(Optional.of(one), with("app/jobs.py", poll(SLEEP, "", "")));
    review(moved, commit(Optional.of(moved), with("app/jobs.py", poll(SLEEP, "", "    await asyncio.sleep(1)\n"))));
    assertThat(mended()).containsExactly(comment);
    assertThat(rig.lineComments()).hasSize(1);
  }

  @Test
  void aCommentThatWasDeletedStaysDismissedWhenTheBaseGainsAnEqual() {
    CommitId one = commit(Optional.empty(), with("app/jobs.py", poll("", "", "")));
    CommitId first = review(one, commit(Optional.of(one), with("app/jobs.py", poll("", "", SLEEP))));
    rig.sandbox.delete(rig.name, 1, onlyOpen());
    // It is known to be deleted when it was to be edited: mended, and there again.
    CommitId second = review(one, commit(Optional.of(first), with("app/jobs.py", poll("", "", ""))));
    review(one, commit(Optional.of(second), with("app/jobs.py", poll("", "", SLEEP))));
    CommitId moved = commit(Optional.of(one), with("app/jobs.py", poll(SLEEP, "", "")));
    review(moved, commit(Optional.of(moved), with("app/jobs.py", poll(SLEEP, "", SLEEP))));
    assertThat(rig.lineComments()).isEmpty();
  }

  /// A function with a place before, between and behind.
  private static String poll(String top, String middle, String bottom) {
    return HEADER + "async def poll(first, second):\n    print(1)\n" + top + "    print(2)\n    await first()\n    print(3)\n" + middle
        + "    print(4)\n    await second()\n    print(5)\n" + bottom + "    print(6)\n";
  }

  private static String old() {
    return HEADER + "async def old():\n    pass\n";
  }

  private static String body(String call) {
    return "async def poll(first, another):\n    " + call + "\n" + SLEEP + "    return 1\n";
  }

  private static String one(String call) {
    return HEADER + body(call);
  }

  private static Map<String, String> with(String path, String text) {
    var files = new HashMap<>(Map.of("app/__init__.py", "", "app/old.py", old()));
    files.put(path, text);
    return files;
  }

  private CommitId add(String path, String text) {
    return commit(Optional.of(base), with(path, text));
  }

  private static CommitId commit(Optional<CommitId> parent, Map<String, String> files) {
    Map<String, byte[]> bytes = new HashMap<>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return rig.example.git().commit(parent, "change", bytes);
  }

  /// A push to this head, reviewed.
  private static CommitId review(CommitId onto, CommitId head) {
    rig.sandbox.pullRequest(rig.name, 1, onto, head, "A change");
    Job job = process.toItsEnd(process.deliver("pull_request", rig.sandbox.delivery(rig.name, 1, "synchronize")));
    assertThat(job.state()).as(job.reason()).isEqualTo(Job.State.DONE);
    return head;
  }

  private static long onlyOpen() {
    assertThat(open()).hasSize(1);
    return open().getFirst();
  }

  private static List<Long> open() {
    return rig.lineComments().stream().filter(each -> !isMended(each)).map(each -> each.path("id").asLong()).toList();
  }

  private static List<Long> mended() {
    return rig.lineComments().stream().filter(CommentLifeTest::isMended).map(each -> each.path("id").asLong()).toList();
  }

  private static List<Long> inOrder() {
    return rig.lineComments().stream().sorted((one, other) -> Integer.compare(one.path("line").asInt(), other.path("line").asInt()))
        .map(each -> each.path("id").asLong()).toList();
  }

  private static boolean isMended(JsonNode comment) {
    return comment.path("body").asText().contains("Fixed in");
  }
}
