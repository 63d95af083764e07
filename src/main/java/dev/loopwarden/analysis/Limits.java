package dev.loopwarden.analysis;

/// How much one review looks at. What is left out is named in the report as not checked.
///
/// @param files Python files of a change
/// @param fileBytes size of one file
/// @param totalBytes size of all files of a change together
/// @param modules unchanged modules that are read because changed code imports them, near or far
/// @param callers unchanged modules that are looked at because they call what the change alters
/// @param indexed files that may be read to bring the index of the base up to date
public record Limits(int files, int fileBytes, long totalBytes, int modules, int callers, int indexed) {

  /// Where files are asked of GitHub: over a certain number they come as one archive.
  public static final Limits DEFAULT = new Limits(300, 1 << 20, 20L << 20, 300, 100, 3_000);

  /// Where files are read from this disk.
  public static final Limits LOCAL = new Limits(300, 1 << 20, 20L << 20, 300, 100, 20_000);
}
