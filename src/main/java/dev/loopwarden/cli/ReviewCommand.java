package dev.loopwarden.cli;

import dev.loopwarden.analysis.Analysis;
import dev.loopwarden.analysis.Limits;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.git.GitProblem;
import dev.loopwarden.git.LocalChange;
import dev.loopwarden.git.LocalRepository;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.review.MarkdownReport;
import dev.loopwarden.review.ReviewContext;
import dev.loopwarden.review.RootReport;
import dev.loopwarden.rules.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `loopwarden review`: a range of a local Git repository, as a pull request would be reviewed.
@Command(
    name = "review",
    description = "Reviews what changed between two commits of a local Git repository.",
    mixinStandardHelpOptions = true)
final class ReviewCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "PATH", description = "A folder of the repository (default: this one).", defaultValue = ".")
  private Path place = Path.of(".");

  @Option(names = "--base", paramLabel = "REF", description = "Where the change starts from (default: origin's default branch, main or master).")
  private @Nullable String base;

  @Option(names = "--head", paramLabel = "REF", description = "Where it ends (default: ${DEFAULT-VALUE}).", defaultValue = "HEAD")
  private String head = "HEAD";

  @Mixin private ReportOptions options = new ReportOptions();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  ReviewCommand() {}

  @Override
  public Integer call() throws IOException {
    options.check();
    try (LocalRepository repository = LocalRepository.open(place); FactCache cache = FactCache.of(repository.folder())) {
      CommitId to = repository.resolve(head);
      CommitId from = repository.resolve(base == null ? repository.defaultBase() : base);
      Snapshot snapshot = LocalChange.snapshot(repository, from, to, Limits.LOCAL, cache).withTests(options.tests());
      Report report = Analysis.of(snapshot, Catalogue.ALL);
      String text = options.isMarkdown()
          ? MarkdownReport.of(snapshot, report, ReviewContext.of("review", Catalogue::card), options.least())
          : options.text(List.of(new RootReport(place.toString(), report)));
      options.print(text, spec.commandLine().getOut());
      return options.exitCode(List.of(report), snapshot.settings().failOn());
    } catch (GitProblem problem) {
      throw new ParameterException(spec.commandLine(), problem.getMessage(), problem);
    }
  }
}
