package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

import org.jspecify.annotations.Nullable;

/// Operators and punctuation.
///
/// @param type of the token
record Sign(String text, int type) {

  private static final @Nullable Sign[] ONE = table("()[]{}:,;.=@*/|+-~%&^<>");
  private static final @Nullable Sign[] BEFORE_EQUALS = new @Nullable Sign[128];
  private static final Sign POWER = new Sign("**", DSTAR);
  private static final Sign POWER_IS = new Sign("**=", AUGASSIGN);
  private static final Sign FLOOR = new Sign("//", BINOP);
  private static final Sign FLOOR_IS = new Sign("//=", AUGASSIGN);
  private static final Sign LEFT = new Sign("<<", BINOP);
  private static final Sign LEFT_IS = new Sign("<<=", AUGASSIGN);
  private static final Sign RIGHT = new Sign(">>", BINOP);
  private static final Sign RIGHT_IS = new Sign(">>=", AUGASSIGN);
  private static final Sign ARROW_SIGN = new Sign("->", ARROW);
  private static final Sign DOTS = new Sign("...", ELLIPSIS);

  /// Not one of ours.
  static final Sign NONE_OF_THEM = new Sign("", PROBLEM);

  static {
    "+-*/%&|^@".chars().forEach(c -> BEFORE_EQUALS[c] = new Sign((char) c + "=", AUGASSIGN));
    "=!<>".chars().forEach(c -> BEFORE_EQUALS[c] = new Sign((char) c + "=", BINOP));
    BEFORE_EQUALS[':'] = new Sign(":=", COLONEQ);
  }

  private static @Nullable Sign[] table(String signs) {
    var table = new @Nullable Sign[128];
    signs.chars().forEach(c -> table[c] = new Sign(Character.toString(c), typeOf((char) c)));
    return table;
  }

  /// The longest one that the characters begin with.
  static Sign at(char[] text, int at) {
    char c = text[at];
    if (c >= 128) {
      return NONE_OF_THEM;
    }
    char next = text[at + 1];
    Sign assigns = next == '=' ? BEFORE_EQUALS[c] : null;
    if (assigns != null) {
      return assigns;
    }
    if (next == c) {
      Sign twice = twice(c, text[at + 2]);
      if (twice != null) {
        return twice;
      }
    }
    if (c == '-' && next == '>') {
      return ARROW_SIGN;
    }
    Sign one = ONE[c];
    return one == null ? NONE_OF_THEM : one;
  }

  /// The sign that begins with a character twice, before a third one.
  private static @Nullable Sign twice(char c, char third) {
    boolean assigns = third == '=';
    return switch (c) {
      case '*' -> assigns ? POWER_IS : POWER;
      case '/' -> assigns ? FLOOR_IS : FLOOR;
      case '<' -> assigns ? LEFT_IS : LEFT;
      case '>' -> assigns ? RIGHT_IS : RIGHT;
      case '.' -> third == '.' ? DOTS : null;
      default -> null;
    };
  }

  /// What is wrong with a character that no token begins with, or that a name cannot hold.
  static String unknown(int c) {
    if (c == '$' || c == '?' || c == '!' || c == '`') {
      return "invalid syntax at '" + (char) c + "'";
    }
    String code = "(U+%04X)".formatted(c);
    boolean shown = !Character.isISOControl(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
    return shown ? "invalid character '" + Character.toString(c) + "' " + code : "invalid non-printable character " + code;
  }

  private static int typeOf(char c) {
    return switch (c) {
      case '(' -> LPAR;
      case ')' -> RPAR;
      case '[' -> LSQB;
      case ']' -> RSQB;
      case '{' -> LBRACE;
      case '}' -> RBRACE;
      case ':' -> COLON;
      case ',' -> COMMA;
      case ';' -> SEMI;
      case '.' -> DOT;
      case '=' -> ASSIGN;
      case '@' -> AT;
      case '*' -> STAR;
      case '/' -> SLASH;
      case '|' -> VBAR;
      case '+' -> PLUS;
      case '-' -> MINUS;
      case '~' -> TILDE;
      default -> BINOP;
    };
  }
}
