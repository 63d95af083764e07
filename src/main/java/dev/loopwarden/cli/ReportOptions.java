package dev.loopwarden.cli;

import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Settings;
import dev.loopwarden.review.GithubReport;
import dev.loopwarden.review.JsonReport;
import dev.loopwarden.review.MarkdownReport;
import dev.loopwarden.review.RootReport;
import dev.loopwarden.review.SarifReport;
import dev.loopwarden.review.Terminal;
import dev.loopwarden.review.TextReport;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rules.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// How `scan` and `review` print, and when they fail.
final class ReportOptions {

  enum Format {
    text,
    json,
    markdown,
    sarif,
    github
  }

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})", defaultValue = "text")
  private Format format = Format.text;

  @Option(names = "--fail-on", description = "error, warning or never (default: what the repository's settings say, else error)")
  private Settings.@Nullable FailOn failOn;

  @Option(names = "--all", description = "Shows findings of low confidence too.")
  private boolean all;

  @Option(names = "--tests", description = "Looks at test files too.")
  private boolean tests;

  @Option(names = "--strict", description = "Ends with 4 where something could not be checked.")
  private boolean strict;

  @Option(names = "--output", paramLabel = "FILE", description = "Writes the report there.")
  private @Nullable Path output;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  ReportOptions() {}

  /// Says that the report cannot be written before anything is looked at.
  void check() {
    if (output == null) {
      return;
    }
    Path folder = output.toAbsolutePath().getParent();
    String problem = Files.isDirectory(output) ? "it is a folder; name a file in it"
        : folder == null || !Files.isDirectory(folder) ? "there is no folder " + folder + "; make it first, or name another file"
        : !Files.isWritable(Files.exists(output) ? output : folder) ? "it may not be written; name another file"
        : "";
    if (!problem.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--output " + output + ": " + problem);
    }
  }

  boolean tests() {
    return tests;
  }

  Confidence least() {
    return all ? Confidence.LOW : Confidence.MEDIUM;
  }

  boolean isMarkdown() {
    return format == Format.markdown;
  }

  String text(List<RootReport> reports) {
    return switch (format) {
      case text -> TextReport.of(reports, least(), output == null ? Colours.ofStandardOutput() : Terminal.PLAIN);
      case json -> JsonReport.of(reports, least());
      case markdown -> MarkdownReport.of(reports, least());
      case sarif -> SarifReport.of(reports, least(), Catalogue.ALL.stream().map(Rule::card).toList());
      case github -> GithubReport.of(reports, least());
    };
  }

  void print(String text, PrintWriter out) throws IOException {
    if (output != null) {
      Files.writeString(output, text);
    } else {
      out.print(text);
      out.flush();
    }
  }

  /// Findings that are new and sure enough to be shown decide; carried ones do not.
  int exitCode(List<Report> reports, Settings.FailOn otherwise) {
    Settings.FailOn gate = Optional.ofNullable(failOn).orElse(otherwise);
    boolean fails = gate.threshold()
        .map(least -> reports.stream()
            .flatMap(each -> each.findings().stream())
            .filter(each -> !each.suppressed() && each.state().isFresh())
            .anyMatch(each -> each.finding().confidence() == Confidence.HIGH && each.finding().severity().atLeast(least)))
        .orElse(false);
    if (fails) {
      return ExitCode.FINDINGS;
    }
    boolean partly = strict && reports.stream().anyMatch(each -> !each.notChecked().isEmpty());
    return partly ? ExitCode.PARTLY_UNCHECKED : ExitCode.CLEAN;
  }
}
