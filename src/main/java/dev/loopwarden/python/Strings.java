package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar.StringsContext;
import dev.loopwarden.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.antlr.v4.runtime.Token;

/// Strings and bytes; neighbours are one. Those with fields are in `Formatted`.
final class Strings {

  private Strings() {}

  static Expr of(StringsContext context) {
    if (haveFields(context)) {
      return Formatted.of(context);
    }
    Span span = Spans.of(context);
    boolean bytes = isBytes(context.plain);
    String first = literal(context.plain);
    if (context.more == null) {
      return constant(first, bytes, span);
    }
    var value = new StringBuilder(first);
    for (Token part : context.more.plain) {
      if (isBytes(part) != bytes) {
        throw Spans.problem(span, "cannot mix bytes and nonbytes literals");
      }
      value.append(literal(part));
    }
    return constant(value.toString(), bytes, span);
  }

  static boolean haveFields(StringsContext context) {
    return context.formatted != null || (context.more != null && !context.more.formatted.isEmpty());
  }

  private static Expr constant(String value, boolean bytes, Span span) {
    return bytes
        ? new Expr.Constant(span, ConstantType.BYTES, HexFormat.of().formatHex(value.getBytes(StandardCharsets.ISO_8859_1)))
        : new Expr.Constant(span, ConstantType.STR, value);
  }

  static boolean isBytes(Token token) {
    return prefixHas(token, 'b');
  }

  /// Whether a letter, of either case, stands before the quote.
  static boolean prefixHas(Token token, char letter) {
    char[] text = ((dev.loopwarden.python.Token) token).source.text;
    for (int at = token.getStartIndex(); text[at] != '"' && text[at] != '\''; at++) {
      if ((text[at] | 0x20) == letter) {
        return true;
      }
    }
    return false;
  }

  /// The value of one literal; of bytes, a character for each byte.
  static String literal(Token token) {
    var ours = (dev.loopwarden.python.Token) token;
    char[] text = ours.source.text;
    int from = ours.start;
    boolean raw = false;
    boolean bytes = false;
    while (text[from] != '"' && text[from] != '\'') {
      raw |= (text[from] | 0x20) == 'r';
      bytes |= (text[from] | 0x20) == 'b';
      from++;
    }
    int quote = ours.stop - from >= 6 && text[from + 1] == text[from] && text[from + 2] == text[from] ? 3 : 1;
    from += quote;
    int to = ours.stop - quote;
    for (int i = from; bytes && i < to; i++) {
      if (text[i] >= 128) {
        throw Spans.problem(token, "bytes can only contain ASCII literal characters");
      }
    }
    String body = ours.source.slice(from, to);
    return raw ? body : Escapes.resolve(body, bytes, ours);
  }
}
