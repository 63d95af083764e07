package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.source.SourceFile;
import dev.loopwarden.source.Span;
import java.util.List;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/// Text to tree: tokens, parse tree, nodes. The parse tree is dropped at once.
public final class PythonParser {

  private PythonParser() {}

  public static ParseResult parse(SourceFile file) {
    try {
      return parse(Decoding.text(file.content()));
    } catch (SyntaxProblem problem) {
      return unreadable(problem);
    }
  }

  /// Parses text whose line ends are `\n` alone.
  public static ParseResult parse(String text) {
    try {
      Tokens tokens = Tokens.of(text);
      SoftKeywords.settle(tokens.tokens());
      var grammar = new PythonGrammar(new CommonTokenStream(new ListTokenSource(tokens.tokens())));
      grammar.removeErrorListeners();
      grammar.setErrorHandler(new BailErrorStrategy());
      List<Stmt> body = Statements.of(grammar.file().statement());
      int lines = Math.max(1, tokens.tokens().getLast().getLine());
      return new ParseResult.Parsed(new Module(new Span(1, 0, lines, 0), body), tokens.comments());
    } catch (SyntaxProblem problem) {
      return unreadable(problem);
    } catch (ParseCancellationException refused) {
      return refused(refused);
    } catch (StackOverflowError tooDeep) {
      return new ParseResult.Unreadable(1, 0, "nested too deeply to be read");
    }
  }

  private static ParseResult unreadable(SyntaxProblem problem) {
    return new ParseResult.Unreadable(problem.line, problem.column, problem.problem());
  }

  private static ParseResult refused(ParseCancellationException refused) {
    if (refused.getCause() instanceof RecognitionException unexpected && unexpected.getOffendingToken() instanceof Token token) {
      String problem =
          switch (token.getType()) {
            case PythonGrammar.INDENT -> "unexpected indent";
            case PythonGrammar.DEDENT -> "expected an indented block";
            case PythonGrammar.NEWLINE, org.antlr.v4.runtime.Token.EOF -> "invalid syntax: the statement is not complete";
            default -> "invalid syntax at '" + token.getText() + "'";
          };
      return new ParseResult.Unreadable(token.getLine(), token.getCharPositionInLine(), problem);
    }
    return new ParseResult.Unreadable(1, 0, "invalid syntax");
  }
}
