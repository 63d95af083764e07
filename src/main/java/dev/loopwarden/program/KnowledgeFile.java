package dev.loopwarden.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One knowledge file: what a library is, where that is written, and what is known of its names. `KnowledgeReader` makes it of its text.
///
/// @param about the comment at its head
/// @param source address of the library's documentation, from that comment
/// @param aliases other names of the same thing
/// @param parents a class to the class that it inherits from
/// @param family other libraries whose files belong to this one's columns: `aioboto3` to `boto3`
/// @param columns what is said of the library as a whole; empty where nobody went through all of it
record KnowledgeFile(
    String about,
    String source,
    Map<String, String> aliases,
    Map<String, String> parents,
    Map<String, Knowledge.Entry> entries,
    List<String> family,
    Map<Column, Column.Said> columns) {

  KnowledgeFile {
    aliases = Map.copyOf(aliases);
    parents = Map.copyOf(parents);
    entries = Map.copyOf(entries);
    family = List.copyOf(family);
    columns = Map.copyOf(columns);
  }

  /// A file that is not understood: which, at what line, what is wrong, and how to mend it.
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String library, int line, String problem, String remedy) {
      super("the knowledge of " + library + " (knowledge/" + library + ".yml:" + line + "): " + problem + "; " + remedy);
    }
  }

  /// Reads the text of `library.yml`.
  static KnowledgeFile read(String library, String text) {
    return new KnowledgeReader(library, text).file();
  }

  /// The file of a library that is delivered with this class; empty where there is none.
  static Optional<KnowledgeFile> bundled(String root) {
    if (root.isEmpty() || !root.chars().allMatch(each -> Character.isLetterOrDigit(each) || each == '_')) {
      return Optional.empty();
    }
    try (InputStream in = KnowledgeFile.class.getResourceAsStream("knowledge/" + root + ".yml")) {
      return in == null ? Optional.empty() : Optional.of(read(root, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException broken) {
      throw new UncheckedIOException("the knowledge of " + root + " cannot be read", broken);
    }
  }

  /// The names of which something of a column is known.
  List<String> names(Column column) {
    return entries.values().stream().filter(column::has).map(Knowledge.Entry::name).sorted().toList();
  }

  Optional<Column.Said> said(Column column) {
    return Optional.ofNullable(columns.get(column));
  }
}
