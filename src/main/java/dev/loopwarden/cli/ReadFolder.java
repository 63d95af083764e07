package dev.loopwarden.cli;

import dev.loopwarden.analysis.Limits;
import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.analysis.ProjectFiles;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a folder, or a single file, holds: its Python files by their path below it, what was left out, and the files that tell
/// what the project is.
record ReadFolder(List<SourceFile> sources, List<NotChecked> unread, Map<String, SourceFile> project) {

  static ReadFolder at(Path place) throws IOException {
    Path base = Files.isDirectory(place) ? place : place.resolveSibling("");
    PythonFiles found = PythonFiles.at(place);
    var sources = new ArrayList<SourceFile>();
    var unread = new ArrayList<NotChecked>();
    found.refused().forEach(file -> unread.add(new NotChecked(path(base, file), 0, "it may not be read", NotChecked.Cause.UNREAD)));
    for (Path file : found.files()) {
      if (Files.size(file) > Limits.DEFAULT.fileBytes()) {
        unread.add(new NotChecked(path(base, file), 0, "over the limit of " + Limits.DEFAULT.fileBytes() + " bytes for a file", NotChecked.Cause.LIMIT));
      } else {
        sources.add(SourceFile.of(path(base, file), Files.readAllBytes(file)));
      }
    }
    return new ReadFolder(sources, unread, Files.isDirectory(place) ? project(place, found.files()) : Map.of());
  }

  /// The files of a folder, and of those below it that hold Python files, that tell what the project is and how it wants to be looked at.
  private static Map<String, SourceFile> project(Path root, List<Path> python) throws IOException {
    var folders = new LinkedHashSet<Path>(List.of(root, root.resolve("requirements")));
    for (Path file : python) {
      for (Path folder = file.getParent(); folder != null && !folder.equals(root) && folder.startsWith(root); folder = folder.getParent()) {
        folders.add(folder);
        folders.add(folder.resolve("requirements"));
      }
    }
    var listed = new HashSet<String>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder) && Files.isReadable(folder)) {
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

  static String path(Path base, Path file) {
    return base.toAbsolutePath().normalize().relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }
}
