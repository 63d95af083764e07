package dev.loopwarden.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.analysis.Analysis;
import dev.loopwarden.analysis.Limits;
import dev.loopwarden.analysis.Reading;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.git.LocalRepository;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.Patch;
import dev.loopwarden.pull.PullRequest;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.sandbox.ExampleRepository;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is planned for the example's pull request, word by word. `-Dgolden=write` writes the files anew.
final class ReviewPlanTest {

  private static final Path GOLDEN = Path.of("src/test/resources/dev/loopwarden/review");

  private final ExampleRepository example = ExampleRepository.make();

  @Test
  void aFirstPushIsToldAsTheGoldenFileHasIt() throws IOException {
    ReviewPlan plan = plan(example.first(), Earlier.NOTHING, false);
    golden("first-push.md", text(plan));
  }

  @Test
  void aSecondPushEditsWhatIsFixedAndRepeatsNothing() throws IOException {
    ReviewPlan first = plan(example.first(), Earlier.NOTHING, false);
    ReviewPlan second = plan(example.second(), said(first), false);
    golden("second-push.md", text(second));
    assertThat(second.lineComments()).isEmpty();
    assertThat(second.effects().stream().filter(Effect.EditComment.class::isInstance)).hasSize(1);
  }

  @Test
  void aDraftGetsTheCheckOnly() {
    ReviewPlan plan = plan(example.first(), Earlier.NOTHING, true);
    assertThat(plan.effects()).hasOnlyElementsOfTypes(Effect.StartCheck.class, Effect.CompleteCheck.class);
    assertThat(((Effect.CompleteCheck) plan.effects().getLast()).annotations()).isNotEmpty();
  }

  @Test
  void aChangeWithoutAsyncCodeIsNeutralAndSilent() {
    Map<String, byte[]> files = new HashMap<>();
    example.git().listing(example.base()).files().forEach((path, blob) -> files.put(path, example.git().read(blob).orElseThrow()));
    files.put("setup.py", "print(1)\n".getBytes(StandardCharsets.UTF_8));
    CommitId head = example.git().commit(Optional.of(example.base()), "Add a script", files);
    ReviewPlan plan = plan(head, Earlier.NOTHING, false);
    assertThat(plan.conclusion()).isEqualTo(Conclusion.NEUTRAL);
    assertThat(plan.summary()).isEmpty();
    assertThat(plan.lineComments()).isEmpty();
  }

  @Test
  void everyCommentStandsOnALineOfTheDiff() {
    Snapshot snapshot = snapshot(example.first(), Earlier.NOTHING, false);
    for (LineComment each : plan(example.first(), Earlier.NOTHING, false).lineComments()) {
      assertThat(snapshot.diffs().stream().filter(diff -> diff.path().equals(each.path()))
          .anyMatch(diff -> Patch.commentable(diff.hunks()).contains(each.line()))).isTrue();
    }
  }

  private ReviewPlan plan(CommitId head, Earlier earlier, boolean draft) {
    Snapshot snapshot = snapshot(head, earlier, draft);
    Report report = Analysis.of(snapshot, Catalogue.ALL);
    return ReviewPlan.of(snapshot, report, ReviewContext.of("job-1", Catalogue::card));
  }

  private Snapshot snapshot(CommitId head, Earlier earlier, boolean draft) {
    LocalRepository git = example.git();
    var change = new Change(
        new RepositoryRef(1, 1, "example", "orders"), example.base(), head, Optional.of(new PullRequest(1, "main", draft, false, true)));
    return Reading.snapshot(
        change, example.base(), git.diff(example.base(), head), git.listing(head), earlier, Limits.DEFAULT,
        (commit, paths) -> paths.stream().filter(each -> git.listing(commit).has(each))
            .collect(Collectors.toMap(each -> each, each -> SourceFile.of(each, git.read(git.listing(commit).blob(each).orElseThrow()).orElseThrow()))));
  }

  private static Earlier said(ReviewPlan plan) {
    List<Earlier.Posted> posted = new ArrayList<>();
    for (LineComment each : plan.lineComments()) {
      posted.add(new Earlier.Posted(each.fingerprint(), each.ruleId(), 100 + posted.size(), each.path(), each.line(), Earlier.State.OPEN, each.body(), ""));
    }
    return new Earlier(posted, Optional.of(50L), Optional.empty(), false);
  }

  private static String text(ReviewPlan plan) {
    var out = new StringBuilder();
    for (Effect effect : plan.effects()) {
      switch (effect) {
        case Effect.StartCheck _ -> out.append("START CHECK\n\n");
        case Effect.PostReview review -> {
          out.append("REVIEW\n\n").append(review.body()).append("\n\n");
          review.comments().forEach(each -> out.append("COMMENT ").append(each.path()).append(':').append(each.line()).append("\n\n").append(each.body()).append("\n\n"));
        }
        case Effect.PostFileComment file -> out.append("FILE COMMENT ").append(file.path()).append("\n\n").append(file.body()).append("\n\n");
        case Effect.EditComment edit -> out.append("EDIT ").append(edit.becomes()).append("\n\n").append(edit.body()).append("\n\n");
        case Effect.UpsertSummary summary -> out.append("SUMMARY\n\n").append(summary.body()).append("\n\n");
        case Effect.CompleteCheck check -> out.append("CHECK ").append(check.conclusion()).append(": ").append(check.title()).append('\n');
      }
    }
    return out.toString();
  }

  private static void golden(String name, String text) throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(GOLDEN.resolve(name), text);
    }
    assertThat(GOLDEN.resolve(name)).content().isEqualTo(text);
  }
}
