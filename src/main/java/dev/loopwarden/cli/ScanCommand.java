package dev.loopwarden.cli;

import dev.loopwarden.analysis.Modules;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Scan;
import dev.loopwarden.analysis.Settings;
import dev.loopwarden.review.RootReport;
import dev.loopwarden.rules.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `loopwarden scan PATH...`: all Python files below each path, whatever changed.
@Command(
    name = "scan",
    description = "Looks at whole files and folders, whatever changed in them.",
    mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Folders (each is taken as one program) or Python files.")
  private List<Path> places = List.of();

  @Mixin private ReportOptions options = new ReportOptions();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  ScanCommand() {}

  @Override
  public Integer call() throws IOException {
    options.check();
    var reports = new ArrayList<RootReport>();
    for (Path place : places) {
      if (!Files.isReadable(place)) {
        throw new ParameterException(spec.commandLine(), place + ": no such file or folder, or it may not be read");
      }
      reports.add(new RootReport(root(place), report(place)));
    }
    options.print(options.text(reports), spec.commandLine().getOut());
    return options.exitCode(reports.stream().map(RootReport::report).toList(), Settings.FailOn.ERROR);
  }

  /// A file is told by its folder and its name.
  private static String root(Path place) {
    Path parent = place.getParent();
    return Files.isDirectory(place) ? place.toString() : parent == null ? "." : parent.toString();
  }

  private Report report(Path place) throws IOException {
    ReadFolder read = ReadFolder.at(place);
    Settings settings = Scan.settings(read.project());
    try (FactCache cache = FactCache.of(place)) {
      return Scan.of(
          read.sources(), read.unread(), Catalogue.ALL, settings.withTests(options.tests() || settings.tests()), read.project(), new Modules(cache));
    }
  }
}
