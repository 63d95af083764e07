package dev.loopwarden.python;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tokens of a text, in growing order, and its comments.
final class Lexed {

  /// Of the text, in characters.
  final int length;
  private Token[] tokens;
  private int size = 0;
  private List<Comment> comments = List.of();
  private boolean modern = false;

  /// @param length of the text in characters
  Lexed(int length) {
    this.length = length;
    this.tokens = new Token[Math.max(16, length / 6)];
  }

  void add(Token token) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, size * 2);
    }
    tokens[size++] = token;
    modern |= Python2.NEW[token.getType() + 1];
  }

  @Nullable Token last() {
    return size == 0 ? null : tokens[size - 1];
  }

  void replaceLast(Token token) {
    tokens[size - 1] = token;
  }

  /// Whether something is in it that Python 2 did not have.
  boolean isModern() {
    return modern;
  }

  Token[] tokens() {
    return Arrays.copyOf(tokens, size);
  }

  List<Comment> comments() {
    return comments;
  }

  void setComments(List<Comment> comments) {
    this.comments = comments;
  }
}
