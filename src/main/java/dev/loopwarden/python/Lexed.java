package dev.loopwarden.python;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tokens of a text, in growing order, and its comments.
final class Lexed {

  private Token[] tokens;
  private int size = 0;
  private List<Comment> comments = List.of();
  private boolean modern = false;

  /// @param length of the text in characters
  Lexed(int length) {
    this.tokens = new Token[Math.max(16, length / 6)];
  }

  void add(Token token) {
    if (size == tokens.length) {
      tokens = Arrays.copyOf(tokens, size * 2);
    }
    token.setIndex(size);
    tokens[size++] = token;
    modern |= Python2.isNew(token.getType());
  }

  @Nullable Token last() {
    return size == 0 ? null : tokens[size - 1];
  }

  void replaceLast(Token token) {
    token.setIndex(size - 1);
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
