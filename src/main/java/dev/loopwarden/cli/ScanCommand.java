package dev.loopwarden.cli;

import dev.loopwarden.analysis.Limits;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Scan;
import dev.loopwarden.analysis.Settings;
import dev.loopwarden.review.JsonReport;
import dev.loopwarden.review.RootReport;
import dev.loopwarden.review.Terminal;
import dev.loopwarden.review.TextReport;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `loopwarden scan PATH...`: all Python files below each path, whatever changed.
@Command(
    name = "scan",
    description = "Looks at whole files and folders, whatever changed in them.",
    mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {

  enum Format {
    text,
    json
  }

  enum FailOn {
    error,
    warning,
    never
  }

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Folders (each is taken as one program) or Python files.")
  private List<Path> places = List.of();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})", defaultValue = "text")
  private Format format = Format.text;

  @Option(names = "--fail-on", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})", defaultValue = "error")
  private FailOn failOn = FailOn.error;

  @Option(names = "--all", description = "Shows findings of low confidence too.")
  private boolean all;

  @Option(names = "--tests", description = "Looks at test files too.")
  private boolean tests;

  @Option(names = "--strict", description = "Ends with 4 where something could not be checked.")
  private boolean strict;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  ScanCommand() {}

  @Override
  public Integer call() throws IOException {
    var reports = new ArrayList<RootReport>();
    for (Path place : places) {
      if (!Files.isReadable(place)) {
        throw new ParameterException(spec.commandLine(), place + ": no such file or folder, or it may not be read");
      }
      reports.add(new RootReport(root(place), Scan.of(sources(place), Catalogue.ALL, Limits.DEFAULT, tests)));
    }
    Confidence least = all ? Confidence.LOW : Confidence.MEDIUM;
    var out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    out.print(switch (format) {
      case text -> TextReport.of(reports, least, Terminal.PLAIN);
      case json -> JsonReport.of(reports, least);
    });
    out.flush();
    return exitCode(reports.stream().map(RootReport::report).toList());
  }

  private int exitCode(List<Report> reports) {
    Settings.FailOn gate =
        switch (failOn) {
          case error -> Settings.FailOn.ERROR;
          case warning -> Settings.FailOn.WARNING;
          case never -> Settings.FailOn.NEVER;
        };
    boolean fails =
        gate.threshold()
            .map(least -> reports.stream()
                .flatMap(each -> each.findings().stream())
                .anyMatch(each -> !each.suppressed() && each.finding().severity().atLeast(least)))
            .orElse(false);
    if (fails) {
      return ExitCode.FINDINGS;
    }
    boolean partly = strict && reports.stream().anyMatch(each -> !each.notChecked().isEmpty());
    return partly ? ExitCode.PARTLY_UNCHECKED : ExitCode.CLEAN;
  }

  /// A file is told by its folder and its name.
  private static String root(Path place) {
    Path parent = place.getParent();
    return Files.isDirectory(place) ? place.toString() : parent == null ? "." : parent.toString();
  }

  private static List<SourceFile> sources(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of(SourceFile.of(String.valueOf(place.getFileName()), Files.readAllBytes(place)));
    }
    var files = new ArrayList<SourceFile>();
    try (Stream<Path> walk = Files.walk(place)) {
      for (Path file : walk.filter(each -> Files.isRegularFile(each) && each.toString().endsWith(".py")).sorted().toList()) {
        String path = place.relativize(file).toString().replace('\\', '/');
        files.add(SourceFile.of(path, Files.readAllBytes(file)));
      }
    }
    return files;
  }
}
