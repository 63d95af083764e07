package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar.FormattedContext;
import dev.loopwarden.python.grammar.PythonGrammar.FormattedPartContext;
import dev.loopwarden.python.grammar.PythonGrammar.StringsContext;
import dev.loopwarden.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/// Strings, bytes, f-strings and t-strings; neighbours are one.
final class Strings {

  private Strings() {}

  static Expr of(StringsContext context) {
    Span span = Spans.of(context);
    if (!context.formatted().isEmpty()) {
      return joined(context, span);
    }
    boolean bytes = false;
    boolean text = false;
    var value = new StringBuilder();
    for (TerminalNode part : context.STRING()) {
      boolean isBytes = prefix(part.getText()).contains("b");
      bytes |= isBytes;
      text |= !isBytes;
      value.append(literal(part.getText()));
    }
    if (bytes && text) {
      throw Spans.problem(span, "cannot mix bytes and nonbytes literals");
    }
    return bytes
        ? new Expr.Constant(span, ConstantType.BYTES, hex(value, span))
        : new Expr.Constant(span, ConstantType.STR, value.toString());
  }

  private static Expr joined(StringsContext context, Span span) {
    var values = new ArrayList<Expr>();
    boolean template = false;
    for (ParseTree part : context.children) {
      if (part instanceof TerminalNode plain) {
        if (prefix(plain.getText()).contains("b")) {
          throw Spans.problem(span, "cannot mix bytes and nonbytes literals");
        }
        append(values, new Expr.Constant(Spans.of(plain), ConstantType.STR, literal(plain.getText())));
      } else if (part instanceof FormattedContext formatted) {
        String prefix = prefix(formatted.FSTART().getText());
        template |= prefix.contains("t");
        parts(formatted.formattedPart(), prefix.contains("r"), prefix.contains("t"), values);
      }
    }
    return template ? new Expr.TemplateStr(span, values) : new Expr.JoinedStr(span, values);
  }

  private static void parts(List<FormattedPartContext> parts, boolean raw, boolean template, List<Expr> values) {
    for (FormattedPartContext part : parts) {
      if (part.FMIDDLE() != null) {
        String written = part.FMIDDLE().getText().replace("{{", "{").replace("}}", "}");
        append(values, new Expr.Constant(Spans.of(part), ConstantType.STR, raw ? written : unescape(written, false)));
      } else {
        field(part, raw, template, values);
      }
    }
  }

  private static void field(FormattedPartContext part, boolean raw, boolean template, List<Expr> values) {
    Expr value = Expressions.of(part.expressions());
    int conversion = part.NAME() == null ? -1 : part.NAME().getText().charAt(0);
    if (part.NAME() != null && !List.of("s", "r", "a").contains(part.NAME().getText())) {
      throw Spans.problem(Spans.of(part.NAME()), "f-string: invalid conversion character: expected 's', 'r', or 'a'");
    }
    if (part.ASSIGN() != null) {
      Span shown = Spans.of(part.expressions()).to(Spans.of(part.ASSIGN()));
      append(values, new Expr.Constant(shown, ConstantType.STR, part.expressions().getText() + "="));
      conversion = conversion == -1 && part.FSPEC() == null ? 'r' : conversion;
    }
    Optional<Expr> spec = Optional.empty();
    if (part.FSPEC() != null) {
      var inner = new ArrayList<Expr>();
      parts(part.formattedPart(), raw, template, inner);
      Span from = Spans.of(part.FSPEC());
      Span to = part.formattedPart().isEmpty() ? from : Spans.of(part.formattedPart().getLast());
      spec = Optional.of(new Expr.JoinedStr(from.to(to), inner));
    }
    Span span = Spans.of(part);
    values.add(
        template
            ? new Expr.Interpolation(span, value, conversion, spec)
            : new Expr.FormattedValue(span, value, conversion, spec));
  }

  private static void append(List<Expr> values, Expr.Constant piece) {
    if (!values.isEmpty() && values.getLast() instanceof Expr.Constant before) {
      values.set(
          values.size() - 1,
          new Expr.Constant(before.span().to(piece.span()), ConstantType.STR, before.value() + piece.value()));
    } else if (!piece.value().isEmpty()) {
      values.add(piece);
    }
  }

  private static String prefix(String written) {
    int end = 0;
    while (written.charAt(end) != '"' && written.charAt(end) != '\'') {
      end++;
    }
    return written.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /// The value of one literal; of bytes, a character for each byte.
  private static String literal(String written) {
    String prefix = prefix(written);
    int start = prefix.length();
    String one = written.substring(start, start + 1);
    int quote = written.startsWith(one.repeat(3), start) && written.length() >= start + 6 ? 3 : 1;
    String body = written.substring(start + quote, written.length() - quote);
    return prefix.contains("r") ? body : unescape(body, prefix.contains("b"));
  }

  private static String hex(CharSequence value, Span span) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > 255) {
        throw Spans.problem(span, "bytes can only contain ASCII literal characters");
      }
    }
    return HexFormat.of().formatHex(value.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String unescape(String body, boolean bytes) {
    if (body.indexOf('\\') < 0) {
      return body;
    }
    var value = new StringBuilder(body.length());
    int at = 0;
    while (at < body.length()) {
      char c = body.charAt(at);
      if (c != '\\' || at + 1 == body.length()) {
        value.append(c);
        at++;
        continue;
      }
      at = escape(body, at, bytes, value);
    }
    return value.toString();
  }

  /// Appends what the escape at `at` stands for and answers the place behind it.
  private static int escape(String body, int at, boolean bytes, StringBuilder value) {
    char kind = body.charAt(at + 1);
    switch (kind) {
      case '\n' -> {}
      case '\\', '\'', '"' -> value.append(kind);
      case 'a' -> value.append('\u0007');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'v' -> value.append('\u000b');
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        int end = at + 1;
        int code = 0;
        while (end < body.length() && end < at + 4 && body.charAt(end) >= '0' && body.charAt(end) <= '7') {
          code = code * 8 + body.charAt(end++) - '0';
        }
        value.append((char) (bytes ? code & 255 : code));
        return end;
      }
      case 'x' -> {
        return code(body, at, 2, value);
      }
      case 'u' -> {
        return bytes ? asWritten(kind, at, value) : code(body, at, 4, value);
      }
      case 'U' -> {
        return bytes ? asWritten(kind, at, value) : code(body, at, 8, value);
      }
      case 'N' -> {
        int close = body.indexOf('}', at);
        if (bytes || close < 0 || !body.startsWith("{", at + 2)) {
          return asWritten(kind, at, value);
        }
        value.appendCodePoint(named(body.substring(at + 3, close)));
        return close + 1;
      }
      default -> {
        return asWritten(kind, at, value);
      }
    }
    return at + 2;
  }

  private static int asWritten(char kind, int at, StringBuilder value) {
    value.append('\\').append(kind);
    return at + 2;
  }

  private static int code(String body, int at, int digits, StringBuilder value) {
    int end = at + 2 + digits;
    if (end > body.length() || !body.substring(at + 2, end).matches("[0-9a-fA-F]+")) {
      throw new SyntaxProblem(1, 0, "truncated \\" + body.charAt(at + 1) + " escape in a string");
    }
    long code = Long.parseLong(body.substring(at + 2, end), 16);
    if (code > Character.MAX_CODE_POINT) {
      throw new SyntaxProblem(1, 0, "illegal Unicode character in a string");
    }
    value.appendCodePoint((int) code);
    return end;
  }

  private static int named(String name) {
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException unknown) {
      return 0xFFFD; // a name newer than this Java, or an alias that it lacks
    }
  }
}
