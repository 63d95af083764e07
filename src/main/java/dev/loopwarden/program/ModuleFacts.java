package dev.loopwarden.program;

import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/// All that is known of a module from its bytes alone: its tree, or why there is none. Whether it was parsed just now or comes
/// from a store makes no difference to those who read it.
///
/// @param blob whose bytes these are
/// @param text of the file, asked for only where a piece of it is shown
public record ModuleFacts(BlobId blob, ParseResult result, Supplier<String> text) {

  /// Of a file that is not looked into, because it is over a limit.
  public static ModuleFacts refused(BlobId blob, String problem) {
    return new ModuleFacts(blob, new ParseResult.Unreadable(1, 0, problem, ParseResult.Kind.LIMIT), () -> "");
  }

  /// Parses a file.
  public static ModuleFacts of(SourceFile file) {
    return new ModuleFacts(file.blobId(), PythonParser.parse(file), () -> new String(file.content(), StandardCharsets.UTF_8));
  }

  /// The module as it stands at a path; empty where the file is no Python.
  public Optional<ParsedModule> at(String path) {
    return result instanceof ParseResult.Parsed parsed ? Optional.of(ParsedModule.of(path, parsed, text)) : Optional.empty();
  }

  /// Why the file is no Python.
  public Optional<ParseResult.Unreadable> problem() {
    return result instanceof ParseResult.Unreadable problem ? Optional.of(problem) : Optional.empty();
  }

  /// For storing: depends on the file's bytes and on `ModuleForm.VERSION` alone.
  public byte[] stored() {
    return ModuleForm.write(this);
  }

  /// What `stored` gave; empty where the bytes are damaged, or another version's.
  public static Optional<ModuleFacts> of(BlobId blob, byte[] stored) {
    return ModuleForm.read(blob, stored);
  }
}
