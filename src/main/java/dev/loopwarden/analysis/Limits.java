package dev.loopwarden.analysis;

/// How much one review looks at. What is left out is named in the report as not checked.
///
/// @param files Python files of a change
/// @param fileBytes size of one file
/// @param totalBytes size of all files of a change together
/// @param modules unchanged modules that are read because changed code imports them, or is imported by them
public record Limits(int files, int fileBytes, long totalBytes, int modules) {

  public static final Limits DEFAULT = new Limits(300, 1 << 20, 20L << 20, 300);
}
