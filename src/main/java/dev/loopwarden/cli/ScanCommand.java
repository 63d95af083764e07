package dev.loopwarden.cli;

import dev.loopwarden.analysis.Limits;
import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.analysis.ProjectFiles;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Scan;
import dev.loopwarden.analysis.Settings;
import dev.loopwarden.review.RootReport;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    Path base = Files.isDirectory(place) ? place : place.resolveSibling("");
    PythonFiles found = PythonFiles.at(place);
    var sources = new ArrayList<SourceFile>();
    var unread = new ArrayList<NotChecked>();
    found.refused().forEach(file -> unread.add(new NotChecked(path(base, file), 0, "it may not be read")));
    for (Path file : found.files()) {
      if (Files.size(file) > Limits.DEFAULT.fileBytes()) {
        unread.add(new NotChecked(path(base, file), 0, "over the limit of " + Limits.DEFAULT.fileBytes() + " bytes for a file"));
      } else {
        sources.add(SourceFile.of(path(base, file), Files.readAllBytes(file)));
      }
    }
    Map<String, SourceFile> project = Files.isDirectory(place) ? project(place) : Map.of();
    Settings settings = Scan.settings(project);
    return Scan.of(sources, unread, Catalogue.ALL, settings.withTests(options.tests() || settings.tests()), project);
  }

  /// The files of a folder that tell what the project is and how it wants to be looked at.
  private static Map<String, SourceFile> project(Path root) throws IOException {
    var listed = new HashSet<String>();
    for (Path folder : List.of(root, root.resolve("requirements"))) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          files.forEach(each -> listed.add(path(root, each)));
        }
      }
    }
    var project = new HashMap<String, SourceFile>();
    for (String each : ProjectFiles.paths(listed)) {
      if (Files.isRegularFile(root.resolve(each), LinkOption.NOFOLLOW_LINKS) && Files.isReadable(root.resolve(each))) {
        project.put(each, SourceFile.of(each, Files.readAllBytes(root.resolve(each))));
      }
    }
    return project;
  }

  private static String path(Path base, Path file) {
    return base.toAbsolutePath().relativize(file.toAbsolutePath()).toString().replace('\\', '/');
  }
}
