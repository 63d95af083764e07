package dev.loopwarden.python;

import static org.antlr.v4.runtime.Token.EOF;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/// Reads a file statement by statement. What the grammar or the tree builder refuses is cut out, a `pass` takes its place, and
/// the statement around it is read again.
final class Reading {

  /// More unreadable places than these in one statement of the file, and the whole statement is left out.
  static final int ATTEMPTS_MAX = 12;
  /// More unreadable places than these in a file, and the rest of the file is left out.
  static final int UNREAD_MAX = 60;
  /// More tokens than these in one statement of the file, and it is left out: what the grammar keeps of a statement until its
  /// tree is built takes up to a hundred bytes a token. A text of more than `LENGTH` characters may have one more for each.
  static final int TOKENS_MAX = 250_000;
  /// Characters of a text up to which `TOKENS_MAX` holds.
  private static final int LENGTH = 1_000_000;

  private final List<Comment> comments;
  private final boolean modern;
  private final int tokensMax;
  private final TokenArray tokens;
  private final PythonGrammar grammar;
  private final List<Stmt> body = new ArrayList<>();
  private final List<ParseResult.Unread> unread = new ArrayList<>();

  Reading(Lexed lexed) {
    this.comments = lexed.comments();
    this.modern = lexed.isModern();
    this.tokensMax = TOKENS_MAX + Math.max(0, lexed.length - LENGTH);
    this.tokens = new TokenArray(lexed.tokens());
    this.grammar = new PythonGrammar(tokens);
    grammar.removeErrorListeners();
    grammar.setErrorHandler(new Refusing());
    grammar.setBuildParseTree(false);
  }

  ParseResult result() {
    int attempts = 0;
    while (tokens.LA(1) != EOF) {
      int start = tokens.index();
      Optional<Refusal> refusal = statement();
      if (refusal.isEmpty()) {
        attempts = 0;
        tokens.forget(start);
        continue;
      }
      if (unread.isEmpty() && !modern) {
        Optional<ParseResult.Unreadable> old = Python2.in(tokens.tokens(), start);
        if (old.isPresent()) {
          return old.get();
        }
      }
      leaveOut(refusal.get(), start, ++attempts);
      tokens.seek(start);
    }
    if (!unread.isEmpty() && body.stream().allMatch(Stmt.Pass.class::isInstance)) {
      ParseResult.Unread first = unread.getFirst();
      return new ParseResult.Unreadable(first.line(), first.column(), first.problem(), first.kind());
    }
    unread.sort(Comparator.comparingInt(ParseResult.Unread::firstLine));
    int lines = Math.max(1, tokens.get(tokens.size() - 1).line);
    return new ParseResult.Parsed(new Module(new Span(1, 0, lines, 0), body), comments, unread);
  }

  /// Reads one statement, or says what stands in its way: then the token array is at the place of the problem.
  private Optional<Refusal> statement() {
    int size = body.size();
    int start = tokens.index();
    try {
      grammar.setContext(null);
      tokens.allow(tokensMax);
      Statements.add(grammar.statement(), body);
      return Optional.empty();
    } catch (ParseCancellationException refused) {
      if (!(refused.getCause() instanceof RecognitionException unexpected)) {
        throw refused;
      }
      RuleContext where = unexpected.getCtx();
      SyntaxProblem problem = Messages.problem(tokens, where, unexpected.getExpectedTokens());
      return Optional.of(new Refusal(problem, Optional.ofNullable(Messages.incomplete(tokens, where))));
    } catch (SyntaxProblem problem) {
      body.subList(size, body.size()).clear();
      tokens.seek(Regions.at(tokens.tokens(), start, tokens.index(), problem));
      return Optional.of(new Refusal(problem, Optional.empty()));
    } catch (TokenArray.TooMuch tooMuch) {
      leaveOut(start, size, "too many tokens in one statement: at most %d are read".formatted(tokensMax));
      return Optional.empty();
    } catch (StackOverflowError tooDeep) {
      leaveOut(start, size, "nested too deeply to be read");
      return Optional.empty();
    }
  }

  /// Goes behind the whole statement that begins at `start`, and says why.
  private void leaveOut(int start, int size, String problem) {
    body.subList(size, body.size()).clear();
    int end = Regions.end(tokens.tokens(), start);
    Token first = tokens.get(start);
    int lastLine = Math.max(first.line, tokens.get(end - 1).endLine);
    unread.removeIf(each -> first.line <= each.firstLine() && each.lastLine() <= lastLine);
    unread.add(new ParseResult.Unread(first.line, lastLine, first.line, first.column, problem, ParseResult.Kind.LIMIT));
    tokens.seek(end);
  }

  /// The first token that does not fit ends the reading; one that fits needs no record.
  private static final class Refusing extends BailErrorStrategy {
    @Override
    public void reportMatch(Parser recognizer) {}
  }

  /// @param incomplete where a statement begins that something is missing from; empty where the token itself is wrong
  private record Refusal(SyntaxProblem problem, Optional<org.antlr.v4.runtime.Token> incomplete) {}

  private void leaveOut(Refusal refusal, int start, int attempt) {
    Regions.Region region;
    String limit = "";
    if (unread.size() >= UNREAD_MAX) {
      region = new Regions.Region(start, tokens.size() - 1);
      limit = "; no more than %d places of a file are left out one by one".formatted(UNREAD_MAX);
    } else if (attempt > ATTEMPTS_MAX) {
      region = new Regions.Region(start, Regions.end(tokens.tokens(), start));
      limit = "; no more than %d places of one statement are left out one by one".formatted(ATTEMPTS_MAX);
    } else {
      int place = tokens.index();
      region =
          refusal.incomplete().map(first -> Regions.above(tokens.tokens(), start, place, first))
              .orElseGet(() -> Regions.around(tokens.tokens(), start, place));
    }
    Token first = tokens.get(region.from());
    Token last = tokens.get(region.to() - 1);
    unread.removeIf(each -> first.line <= each.firstLine() && each.lastLine() <= last.endLine);
    SyntaxProblem told = Messages.first(tokens.tokens(), region, refusal.problem());
    unread.add(
        new ParseResult.Unread(
            first.line, Math.max(first.line, last.endLine), told.line, told.column, told.problem() + limit,
            limit.isEmpty() ? ParseResult.Kind.SYNTAX : ParseResult.Kind.LIMIT));
    Token pass =
        new Token(PythonGrammar.PASS, "pass", first.source, first.start, first.line, first.column, last.stop,
            Math.max(first.line, last.endLine), last.endLine > first.line ? last.endColumn : Math.max(first.column, last.endColumn));
    Token end =
        new Token(PythonGrammar.NEWLINE, "\n", first.source, last.stop, pass.endLine, pass.endColumn, last.stop, pass.endLine, pass.endColumn);
    tokens.replace(region.from(), region.to(), pass, end);
  }
}
