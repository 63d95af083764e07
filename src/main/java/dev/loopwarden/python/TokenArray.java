package dev.loopwarden.python;

import java.util.Arrays;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;

/// Tokens for the generated parser: an array, and a place in it.
final class TokenArray implements TokenStream {

  /// One statement has more tokens than are allowed.
  static final class TooMuch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooMuch() {
      super("too many tokens", null, false, false);
    }
  }

  private Token[] tokens;
  private int at = 0;
  /// The last place that `consume` may come to.
  private int end;

  TokenArray(Token[] tokens) {
    this.tokens = tokens;
    this.end = tokens.length - 1;
  }

  /// No more than `most` tokens from here on may be consumed. The one that is too many throws `TooMuch`.
  void allow(int most) {
    end = (int) Math.min(tokens.length - 1L, (long) at + most);
  }

  Token[] tokens() {
    return tokens;
  }

  /// Puts one token in the place of those from `from` to before `to`.
  void replace(int from, int to, Token... by) {
    var left = new Token[tokens.length - (to - from) + by.length];
    System.arraycopy(tokens, 0, left, 0, from);
    System.arraycopy(by, 0, left, from, by.length);
    System.arraycopy(tokens, to, left, from + by.length, tokens.length - to);
    tokens = left;
  }

  /// Lets go of the tokens from `from` to before the last one that was consumed: the tree has what is needed of them.
  void forget(int from) {
    Arrays.fill(tokens, from, Math.max(from, at - 1), null);
  }

  @Override
  public Token LT(int k) {
    if (k == 1) {
      return tokens[at];
    }
    int place = k > 0 ? at + k - 1 : at + k;
    return tokens[Math.clamp(place, 0, tokens.length - 1)];
  }

  @Override
  public int LA(int k) {
    return k == 1 ? tokens[at].getType() : LT(k).getType();
  }

  @Override
  public void consume() {
    if (at < end) {
      at++;
    } else if (at < tokens.length - 1) {
      throw new TooMuch();
    }
  }

  @Override
  public Token get(int index) {
    return tokens[index];
  }

  @Override
  public int index() {
    return at;
  }

  @Override
  public void seek(int index) {
    at = index;
  }

  @Override
  public int size() {
    return tokens.length;
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {}

  @Override
  public TokenSource getTokenSource() {
    throw new UnsupportedOperationException("the tokens were cut before");
  }

  @Override
  public String getSourceName() {
    return "";
  }

  @Override
  public String getText() {
    return "";
  }

  @Override
  public String getText(Interval interval) {
    return "";
  }

  @Override
  public String getText(RuleContext context) {
    return "";
  }

  @Override
  public String getText(org.antlr.v4.runtime.Token start, org.antlr.v4.runtime.Token stop) {
    return "";
  }
}
