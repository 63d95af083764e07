package dev.loopwarden.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// The Python files at a place: the place itself if it is a file, else those below it, by path. Links are not followed.
///
/// @param refused what could not be read
record PythonFiles(List<Path> files, List<Path> refused) {

  static PythonFiles at(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return new PythonFiles(List.of(place), List.of());
    }
    var files = new ArrayList<Path>();
    var refused = new ArrayList<Path>();
    Files.walkFileTree(place, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile() && file.toString().endsWith(".py")) {
          (Files.isReadable(file) ? files : refused).add(file);
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException why) {
        refused.add(file);
        return FileVisitResult.CONTINUE;
      }
    });
    return new PythonFiles(files.stream().sorted().toList(), refused.stream().sorted().toList());
  }
}
