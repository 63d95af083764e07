package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;


import org.antlr.v4.runtime.RuleContext;
import org.jspecify.annotations.Nullable;

/// What is wrong where the grammar refuses a token, in words.
final class Messages {

  private Messages() {}

  /// At the token that the grammar did not take.
  static SyntaxProblem problem(TokenArray tokens, @Nullable RuleContext context) {
    Token token = tokens.LT(1);
    Token before = tokens.index() == 0 ? token : tokens.LT(-1);
    return new SyntaxProblem(token.line, token.column, say(token, before, tokens, context));
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

  private static String say(Token token, Token before, TokenArray tokens, @Nullable RuleContext context) {
    int type = token.getType();
    if (type == PROBLEM) {
      return token.getText();
    }
    if (context instanceof BlockContext && before.getType() == NEWLINE && type != INDENT) {
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
    if (type == NEWLINE || type == org.antlr.v4.runtime.Token.EOF || type == DEDENT) {
      return opensBlock(context) ? "expected ':'" : "invalid syntax: the statement is not complete";
    }
    if (type == ASSIGN) {
      return "invalid syntax: maybe '==' or ':=' is meant instead of '='";
    }
    return afterName(token, before);
  }

  private static String afterName(Token token, Token before) {
    if (before.getType() == NAME && (before.getText().equals("print") || before.getText().equals("exec"))) {
      return "missing parentheses in call to '" + before.getText() + "'";
    }
    boolean twoValues = isValue(before.getType()) && isValue(token.getType());
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

  private static boolean opensBlock(@Nullable RuleContext context) {
    return switch (context) {
      case null -> false;
      case IfStatementContext _, ElifClauseContext _, ElseClauseContext _, WhileStatementContext _, ForStatementContext _,
          TryStatementContext _, ExceptClauseContext _, FinallyClauseContext _, WithStatementContext _, FunctionDefContext _,
          ClassDefContext _, MatchStatementContext _, CaseBlockContext _ -> true;
      default -> false;
    };
  }
}
