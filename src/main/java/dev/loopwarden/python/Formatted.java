package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar.FormattedPartContext;
import dev.loopwarden.python.grammar.PythonGrammar.FormattedStringContext;
import dev.loopwarden.python.grammar.PythonGrammar.StringsContext;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// f-strings and t-strings, and plain strings beside them.
final class Formatted {

  private final boolean template;
  /// Of all neighbours.
  private final Span whole;
  private final List<Expr> values = new ArrayList<>();

  private Formatted(boolean template, Span whole) {
    this.template = template;
    this.whole = whole;
  }

  static Expr of(StringsContext context) {
    Span span = Spans.of(context);
    List<org.antlr.v4.runtime.Token> plain = context.more == null ? List.of() : context.more.plain;
    List<FormattedStringContext> formatted = context.more == null ? List.of() : context.more.formatted;
    var all = new Formatted(isTemplate(context.formatted == null ? formatted.getFirst() : context.formatted), span);
    if (context.formatted == null) {
      all.plain(context.plain);
    } else {
      all.formatted(context.formatted);
    }
    int next = 0;
    for (FormattedStringContext each : formatted) {
      while (next < plain.size() && plain.get(next).getStartIndex() < each.start.getStartIndex()) {
        all.plain(plain.get(next++));
      }
      all.formatted(each);
    }
    while (next < plain.size()) {
      all.plain(plain.get(next++));
    }
    all.endText();
    return all.template ? new Expr.TemplateStr(span, all.values) : new Expr.JoinedStr(span, all.values);
  }

  private static boolean isTemplate(FormattedStringContext context) {
    return Strings.prefixHas(context.begin, 't');
  }

  private void plain(org.antlr.v4.runtime.Token token) {
    if (template) {
      throw mixed();
    }
    if (Strings.isBytes(token)) {
      throw Spans.problem(whole, "cannot mix bytes and nonbytes literals");
    }
    append(new Expr.Constant(Spans.of(token), ConstantType.STR, Strings.literal(token)));
  }

  private void formatted(FormattedStringContext context) {
    if (isTemplate(context) != template) {
      throw mixed();
    }
    parts(context.parts, Strings.prefixHas(context.begin, 'r'), false);
  }

  private SyntaxProblem mixed() {
    return Spans.problem(whole, "cannot mix t-string literals with string or bytes literals");
  }

  /// @param spec whether the parts are a format, where a brace cannot be doubled
  private void parts(List<FormattedPartContext> parts, boolean raw, boolean spec) {
    for (FormattedPartContext part : parts) {
      if (part.text == null) {
        field(part, raw);
        continue;
      }
      var token = (Token) part.text;
      String written = spec ? token.getText() : token.getText().replace("{{", "{").replace("}}", "}");
      String text = raw ? written : Escapes.resolve(written, false, token);
      if (!text.isEmpty()) { // a line end that is escaped leaves nothing
        append(new Expr.Constant(token.span(), ConstantType.STR, text));
      }
    }
  }

  private void field(FormattedPartContext part, boolean raw) {
    Expr value = Expressions.of(part.value);
    if (part.equals != null) {
      shown(part);
    }
    int conversion = part.conversion == null ? -1 : conversion(part);
    if (part.equals != null && conversion == -1 && part.colon == null) {
      conversion = 'r';
    }
    Optional<Expr> spec = Optional.empty();
    if (part.colon != null) {
      var inner = new Formatted(false, whole);
      inner.parts(part.spec, raw, true);
      var colon = (Token) part.colon;
      Token end = part.spec.isEmpty() ? colon : Spans.last(part.spec.getLast());
      spec = Optional.of(new Expr.JoinedStr(Spans.between(colon, end), inner.values));
    }
    Span span = Spans.of(part);
    endText();
    values.add(
        template
            ? new Expr.Interpolation(span, value, conversion, spec)
            : new Expr.FormattedValue(span, value, conversion, spec));
  }

  private static int conversion(FormattedPartContext part) {
    String written = part.conversion.getText();
    if (part.conversion.getStartIndex() != part.bang.getStopIndex() + 1) {
      throw Spans.problem(part.bang, "f-string: conversion type must come right after the exclamation mark");
    }
    if (!written.equals("s") && !written.equals("r") && !written.equals("a")) {
      throw Spans.problem(part.conversion, "f-string: invalid conversion character '" + written + "': expected 's', 'r', or 'a'");
    }
    return written.charAt(0);
  }

  /// `{value=}` shows what is written between the braces, up to the conversion or the format.
  private void shown(FormattedPartContext part) {
    var open = (Token) part.open;
    var end = (Token) (part.bang != null ? part.bang : part.colon != null ? part.colon : part.close);
    var place = new Span(open.endLine, open.endColumn, end.line, end.column);
    append(new Expr.Constant(place, ConstantType.STR, withoutComments(open.source.slice(open.stop, end.start))));
  }

  /// A comment in a field is not shown; a `#` in a string is no comment.
  private static String withoutComments(String written) {
    if (written.indexOf('#') < 0) {
      return written;
    }
    var shown = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (quote == 0 && c == '#') {
        while (i + 1 < written.length() && written.charAt(i + 1) != '\n') {
          i++;
        }
        continue;
      }
      if (c == '"' || c == '\'') {
        quote = quote == 0 ? c : quote == c ? 0 : quote;
      }
      shown.append(c);
    }
    return shown.toString();
  }

  /// Neighbouring texts are one, which begins where the first of them does, be it empty.
  private void append(Expr.Constant piece) {
    if (!values.isEmpty() && values.getLast() instanceof Expr.Constant before) {
      values.set(
          values.size() - 1,
          new Expr.Constant(before.span().to(piece.span()), ConstantType.STR, before.value() + piece.value()));
    } else {
      values.add(piece);
    }
  }

  /// Where no more text follows, a text that is empty is none.
  private void endText() {
    if (!values.isEmpty() && values.getLast() instanceof Expr.Constant text && text.value().isEmpty()) {
      values.removeLast();
    }
  }
}
