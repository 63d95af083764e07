package dev.loopwarden.source;

import java.nio.charset.StandardCharsets;

/// A file as its repository has it: a path with `/` between its parts, relative to the root, and its bytes.
/// Compared by path and content.
public final class SourceFile {

  private final String path;
  private final byte[] content;
  private final BlobId blobId;

  private SourceFile(String path, byte[] content) {
    this.path = path;
    this.content = content;
    this.blobId = BlobId.of(content);
  }

  public static SourceFile of(String path, byte[] content) {
    return new SourceFile(path, content.clone());
  }

  public static SourceFile of(String path, String text) {
    return new SourceFile(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public String path() {
    return path;
  }

  /// A copy of the bytes.
  public byte[] content() {
    return content.clone();
  }

  public int size() {
    return content.length;
  }

  public BlobId blobId() {
    return blobId;
  }

  public boolean isPython() {
    return path.endsWith(".py") || path.endsWith(".pyi") || path.endsWith(".pyw");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceFile that && path.equals(that.path) && blobId.equals(that.blobId);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + blobId.hashCode();
  }

  @Override
  public String toString() {
    return path + " (" + size() + " bytes)";
  }
}
