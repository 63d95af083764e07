package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/// What is wrong where the grammar refuses a token, in words.
final class Messages {

  private Messages() {}

  /// At the token that the grammar did not take.
  ///
  /// @param expected types of tokens that would have fitted
  static SyntaxProblem problem(TokenArray tokens, @Nullable RuleContext context, IntervalSet expected) {
    Token token = tokens.LT(1);
    Token before = tokens.index() == 0 ? token : tokens.LT(-1);
    return new SyntaxProblem(token.line, token.column, say(token, before, tokens, context, expected));
  }

  /// The first token of a statement that the grammar expects more of, where the token that it did not take begins another line.
  static org.antlr.v4.runtime.@Nullable Token incomplete(TokenArray tokens, @Nullable RuleContext context) {
    org.antlr.v4.runtime.Token before = tokens.LT(-1);
    return switch (context) {
      case null -> null;
      case BlockContext block when block.start.equals(before) && before.getType() == NEWLINE && tokens.LA(1) != INDENT ->
          header(block);
      case TryStatementContext guarded when guarded.body != null && before.equals(guarded.body.stop) -> guarded.start;
      case DecoratedContext decorated when before.getType() == NEWLINE -> decorated.start;
      case CaseBlockContext block when block.start.equals(tokens.LT(1)) -> block.getParent().start;
      case MatchStatementContext match when before.getType() == INDENT || before.getType() == DEDENT || before.getType() == NEWLINE -> match.start;
      default -> null;
    };
  }

  private static org.antlr.v4.runtime.Token header(BlockContext block) {
    return block.getParent().start;
  }

  /// What the lexer could not read comes first, because it explains the rest.
  static SyntaxProblem first(Token[] tokens, Regions.Region region, SyntaxProblem problem) {
    for (int i = region.from(); i < region.to(); i++) {
      if (tokens[i].getType() == PROBLEM) {
        return Spans.problem(tokens[i], tokens[i].getText());
      }
    }
    return problem;
  }

  private static String say(Token token, Token before, TokenArray tokens, @Nullable RuleContext context, IntervalSet expected) {
    int type = token.getType();
    if (type == PROBLEM) {
      return token.getText();
    }
    if (context instanceof BlockContext block && block.start.equals(before) && before.getType() == NEWLINE && type != INDENT) {
      Token header = tokens.get(Regions.lineStart(tokens.tokens(), 0, tokens.index() - 1));
      return "expected an indented block after '" + header.getText() + "' on line " + header.line;
    }
    if (type == INDENT) {
      return "unexpected indent";
    }
    if (context instanceof TryStatementContext && before.getType() != TRY) {
      return "expected 'except' or 'finally' block";
    }
    if (context instanceof DecoratedContext) {
      return "invalid syntax: a function or a class must follow a decorator";
    }
    if (before.getType() == FOPEN) {
      return "f-string: valid expression required before '" + token.getText() + "'";
    }
    if (type == ASSIGN) {
      return "invalid syntax: maybe '==' or ':=' is meant instead of '='";
    }
    boolean twoValues = isValue(before.getType()) && isValue(type);
    String missing = expected.size() == 1 ? missing(expected.getMinElement(), twoValues) : "";
    if (!missing.isEmpty()) {
      return "expected " + missing;
    }
    if (type == NEWLINE || type == org.antlr.v4.runtime.Token.EOF || type == DEDENT) {
      return "invalid syntax: the statement is not complete";
    }
    return unfit(token, before, twoValues);
  }

  /// What must stand here and nothing else can, in words; empty where another reason is likelier.
  ///
  /// @param twoValues whether two values stand beside each other, which mostly lack a comma between them
  private static String missing(int type, boolean twoValues) {
    return switch (type) {
      case COLON -> twoValues ? "" : "':'";
      case IN -> twoValues ? "" : "'in'";
      case ELSE -> twoValues ? "" : "'else' after the condition";
      case LPAR -> "'('";
      case IMPORT -> "'import'";
      case NAME -> "a name";
      default -> "";
    };
  }

  private static String unfit(Token token, Token before, boolean twoValues) {
    if (before.getType() == NAME && (before.getText().equals("print") || before.getText().equals("exec"))) {
      return "missing parentheses in call to '" + before.getText() + "'";
    }
    return "invalid syntax at '" + shortened(token.getText()) + "'" + (twoValues ? ": perhaps a comma or an operator is missing before it" : "");
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= 40 ? line : line.substring(0, 40) + "...";
  }

  private static boolean isValue(int type) {
    return switch (type) {
      case NAME, NUMBER, STRING, FSTART, NONE, TRUE, FALSE -> true;
      default -> false;
    };
  }
}
