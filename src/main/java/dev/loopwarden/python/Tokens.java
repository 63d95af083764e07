package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Cuts a text into the tokens of the grammar: lines and their indentation, brackets, names, numbers, strings, f-strings with
/// their fields. `is not` and `not in` become one token; soft keywords are settled afterwards by `SoftKeywords`.
final class Tokens {

  /// As CPython: deeper nesting of brackets is a syntax error.
  static final int DEPTH_MAX = 200;
  /// As CPython.
  static final int INDENT_MAX = 100;

  private final int[] text;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
  private final Deque<Token> brackets = new ArrayDeque<>();
  private int at = 0;
  private int line = 1;
  private int lineStart = 0;
  private int fields = 0;

  private Tokens(String source) {
    this.text = source.codePoints().toArray();
  }

  /// Throws `SyntaxProblem`. Line ends must be `\n` alone.
  static Tokens of(String source) {
    var read = new Tokens(source);
    read.file();
    return read;
  }

  List<Token> tokens() {
    return tokens;
  }

  List<Comment> comments() {
    return comments;
  }

  private void file() {
    while (at < text.length) {
      lineOfCode();
    }
    while (indents.size() > 1) {
      indents.pop();
      add(DEDENT, "");
    }
    add(org.antlr.v4.runtime.Token.EOF, "<EOF>");
  }

  private void lineOfCode() {
    int column = 0;
    while (at < text.length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\f')) {
      column = text[at] == ' ' ? column + 1 : text[at] == '\t' ? (column / 8 + 1) * 8 : 0;
      at++;
    }
    if (at >= text.length) {
      return;
    }
    if (text[at] == '#') {
      comment();
    }
    if (at >= text.length) {
      return;
    }
    if (text[at] == '\n') {
      newLine();
      return;
    }
    if (text[at] != '\\') {
      indentation(column);
    }
    while (at < text.length) {
      if (text[at] == '\n' && brackets.isEmpty()) {
        add(NEWLINE, "\n");
        newLine();
        return;
      }
      token();
    }
    if (!brackets.isEmpty()) {
      Token open = brackets.peek();
      throw new SyntaxProblem(open.getLine(), open.getCharPositionInLine(), "'" + open.getText() + "' was never closed");
    }
    add(NEWLINE, "");
  }

  private void indentation(int column) {
    int current = indents.getFirst();
    if (column > current) {
      if (indents.size() >= INDENT_MAX) {
        throw problem("too many levels of indentation");
      }
      indents.push(column);
      add(INDENT, "");
    }
    while (column < indents.getFirst()) {
      indents.pop();
      add(DEDENT, "");
      if (column > indents.getFirst()) {
        throw problem("unindent does not match any outer indentation level");
      }
    }
  }

  /// One token, or blanks, a comment, a joined line.
  private void token() {
    int c = text[at];
    if (c == ' ' || c == '\t' || c == '\f') {
      at++;
    } else if (c == '\n') {
      newLine();
    } else if (c == '#') {
      comment();
    } else if (c == '\\') {
      if (at + 1 >= text.length || text[at + 1] != '\n') {
        throw problem("unexpected character after line continuation character");
      }
      at++;
      newLine();
      if (at >= text.length) {
        throw problem("unexpected end of file after line continuation character");
      }
    } else if (isDigit(c) || (c == '.' && at + 1 < text.length && isDigit(text[at + 1]))) {
      number();
    } else if (c == '"' || c == '\'') {
      string(at);
    } else if (c == '_' || Character.isUnicodeIdentifierStart(c)) {
      name();
    } else {
      operator();
    }
  }

  private void operator() {
    String operator = Words.operatorAt(text, at);
    if (operator.isEmpty()) {
      throw problem("invalid character '" + Character.toString(text[at]) + "' (U+%04X)".formatted(text[at]));
    }
    int start = at;
    at += operator.length();
    Token token = add(Words.typeOf(operator), operator, line, start - lineStart);
    switch (operator) {
      case "(", "[", "{" -> {
        if (brackets.size() >= DEPTH_MAX) {
          throw problem("too many nested parentheses");
        }
        brackets.push(token);
      }
      case ")", "]", "}" -> close(token);
      default -> {}
    }
  }

  private void close(Token token) {
    if (brackets.isEmpty() || brackets.peek().getType() == FOPEN) {
      throw new SyntaxProblem(token.getLine(), token.getCharPositionInLine(), "unmatched '" + token.getText() + "'");
    }
    Token open = brackets.pop();
    if ("([{".indexOf(open.getText()) != ")]}".indexOf(token.getText())) {
      throw new SyntaxProblem(
          token.getLine(), token.getCharPositionInLine(),
          "closing parenthesis '" + token.getText() + "' does not match opening parenthesis '" + open.getText() + "'");
    }
  }

  private void number() {
    int start = at;
    boolean prefixed = text[at] == '0' && at + 1 < text.length && "xXoObB".indexOf(text[at + 1]) >= 0;
    while (at < text.length) {
      int c = text[at];
      boolean sign = (c == '+' || c == '-') && !prefixed && (text[at - 1] == 'e' || text[at - 1] == 'E') && at > start;
      if (c == '.' || c == '_' || isDigit(c) || sign || (prefixed && Character.isLetterOrDigit(c))) {
        at++;
      } else if (!prefixed && (c == 'j' || c == 'J')) {
        at++;
        break;
      } else if (!prefixed && (c == 'e' || c == 'E') && exponentFollows()) {
        at++;
      } else {
        break;
      }
    }
    add(NUMBER, slice(start, at), line, start - lineStart);
  }

  private boolean exponentFollows() {
    int next = at + 1;
    if (next < text.length && (text[next] == '+' || text[next] == '-')) {
      next++;
    }
    return next < text.length && isDigit(text[next]);
  }

  private void name() {
    int start = at;
    while (at < text.length && (text[at] == '_' || Character.isUnicodeIdentifierPart(text[at])) && text[at] != 0) {
      at++;
    }
    if (at < text.length && (text[at] == '"' || text[at] == '\'') && at - start <= 2) {
      String prefix = slice(start, at).toLowerCase(java.util.Locale.ROOT);
      if (List.of("r", "u", "b", "br", "rb", "f", "fr", "rf", "t", "tr", "rt").contains(prefix)) {
        if (prefix.contains("f") || prefix.contains("t")) {
          formatted(start, prefix.contains("r"));
        } else {
          string(start);
        }
        return;
      }
    }
    String word = slice(start, at);
    int type = Words.KEYWORDS.getOrDefault(word, NAME);
    Token last = tokens.isEmpty() ? null : tokens.getLast();
    if (last != null && type == NOT && last.getType() == BINOP && "is".equals(last.getText())) {
      join(last, "is not");
    } else if (last != null && type == IN && last.getType() == NOT) {
      join(last, "not in");
    } else {
      add(type, word, line, start - lineStart);
    }
  }

  private void join(Token first, String text) {
    tokens.removeLast();
    tokens.add(
        new Token(BINOP, text, first.getLine(), first.getCharPositionInLine(), line, at - lineStart));
  }

  /// A string without fields; `at` is at its quote, `start` at its prefix.
  private void string(int start) {
    int startLine = line;
    int startColumn = start - lineStart;
    String quote = quote();
    at += quote.length();
    while (!Words.startsWith(text, at, quote)) {
      characterOfString(quote, startLine, startColumn);
    }
    at += quote.length();
    add(STRING, slice(start, at), startLine, startColumn);
  }

  private void characterOfString(String quote, int startLine, int startColumn) {
    if (at >= text.length || (text[at] == '\n' && quote.length() == 1)) {
      throw new SyntaxProblem(
          startLine, startColumn, "unterminated " + (quote.length() == 3 ? "triple-quoted " : "") + "string literal");
    }
    if (text[at] == '\\' && at + 1 < text.length) {
      at++;
    }
    if (text[at] == '\n') {
      newLine();
    } else {
      at++;
    }
  }

  private String quote() {
    String one = Character.toString(text[at]);
    return Words.startsWith(text, at, one.repeat(3)) ? one.repeat(3) : one;
  }

  /// An f-string or t-string: its start, its texts, its fields, its end.
  private void formatted(int start, boolean raw) {
    int startLine = line;
    int startColumn = start - lineStart;
    String quote = quote();
    at += quote.length();
    add(FSTART, slice(start, at), startLine, startColumn);
    if (++fields > DEPTH_MAX) {
      throw problem("too many nested f-strings");
    }
    middle(quote, raw, false, startLine, startColumn);
    fields--;
    int end = at;
    at += quote.length();
    add(FEND, quote, line, end - lineStart);
  }

  /// Texts and fields up to the closing quote or, in a format spec, up to the brace that closes the field.
  private void middle(String quote, boolean raw, boolean spec, int startLine, int startColumn) {
    int from = at;
    int fromLine = line;
    int fromColumn = at - lineStart;
    while (true) {
      if (Words.startsWith(text, at, quote) || (spec && at < text.length && text[at] == '}')) {
        piece(from, fromLine, fromColumn);
        return;
      }
      if (at < text.length && (text[at] == '{' || text[at] == '}')) {
        boolean doubled = at + 1 < text.length && text[at + 1] == text[at] && !spec;
        if (doubled) {
          at += 2;
          continue;
        }
        if (text[at] == '}') {
          throw problem("f-string: single '}' is not allowed");
        }
        piece(from, fromLine, fromColumn);
        field(quote, raw, startLine, startColumn);
        from = at;
        fromLine = line;
        fromColumn = at - lineStart;
      } else if (!raw && Words.startsWith(text, at, "\\N{")) {
        while (at < text.length && text[at] != '}' && text[at] != '\n') {
          at++;
        }
      } else if (at + 1 < text.length && text[at] == '\\' && (text[at + 1] == '{' || text[at + 1] == '}')) {
        at++;
      } else {
        characterOfString(quote, startLine, startColumn);
      }
    }
  }

  private void piece(int from, int fromLine, int fromColumn) {
    if (at > from) {
      add(FMIDDLE, slice(from, at), fromLine, fromColumn);
    }
  }

  private void field(String quote, boolean raw, int startLine, int startColumn) {
    at++;
    Token open = add(FOPEN, "{", line, at - 1 - lineStart);
    if (brackets.size() >= DEPTH_MAX) {
      throw problem("f-string: expressions nested too deeply");
    }
    brackets.push(open);
    while (true) {
      if (at >= text.length) {
        throw problem("f-string: expecting '}'");
      }
      boolean outside = brackets.peek() == open;
      if (outside && text[at] == '}') {
        break;
      }
      if (outside && text[at] == '!' && !Words.startsWith(text, at, "!=")) {
        at++;
        add(FCONVERSION, "!", line, at - 1 - lineStart);
      } else if (outside && text[at] == ':') {
        at++;
        add(FSPEC, ":", line, at - 1 - lineStart);
        middle(quote, raw, true, startLine, startColumn);
        if (at >= text.length || text[at] != '}') {
          throw problem("f-string: expecting '}'");
        }
        break;
      } else {
        token();
      }
    }
    brackets.pop();
    at++;
    add(FCLOSE, "}", line, at - 1 - lineStart);
  }

  private void comment() {
    int start = at;
    while (at < text.length && text[at] != '\n') {
      at++;
    }
    comments.add(new Comment(line, start - lineStart, slice(start, at)));
  }

  private void newLine() {
    at++;
    line++;
    lineStart = at;
  }

  private Token add(int type, String text) {
    return add(type, text, line, Math.min(at, this.text.length) - lineStart);
  }

  private Token add(int type, String text, int fromLine, int fromColumn) {
    var token = new Token(type, text, fromLine, fromColumn, line, Math.max(at - lineStart, fromLine == line ? fromColumn : 0));
    token.setTokenIndex(tokens.size());
    tokens.add(token);
    return token;
  }

  private String slice(int from, int to) {
    return new String(text, from, to - from);
  }

  private SyntaxProblem problem(String what) {
    return new SyntaxProblem(line, Math.max(0, at - lineStart), what);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
