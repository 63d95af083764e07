package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

import java.util.Map;

/// Keywords and operators with their token types.
final class Words {

  static final Map<String, Integer> KEYWORDS =
      Map.ofEntries(
          Map.entry("and", BINOP), Map.entry("or", BINOP), Map.entry("is", BINOP), Map.entry("not", NOT), Map.entry("in", IN),
          Map.entry("assert", ASSERT), Map.entry("async", ASYNC), Map.entry("await", AWAIT), Map.entry("as", AS),
          Map.entry("break", BREAK), Map.entry("class", CLASS), Map.entry("continue", CONTINUE), Map.entry("def", DEF),
          Map.entry("del", DEL), Map.entry("elif", ELIF), Map.entry("else", ELSE), Map.entry("except", EXCEPT),
          Map.entry("False", FALSE), Map.entry("finally", FINALLY), Map.entry("for", FOR), Map.entry("from", FROM),
          Map.entry("global", GLOBAL), Map.entry("if", IF), Map.entry("import", IMPORT), Map.entry("lambda", LAMBDA),
          Map.entry("None", NONE), Map.entry("nonlocal", NONLOCAL), Map.entry("pass", PASS), Map.entry("raise", RAISE),
          Map.entry("return", RETURN), Map.entry("True", TRUE), Map.entry("try", TRY), Map.entry("while", WHILE),
          Map.entry("with", WITH), Map.entry("yield", YIELD));

  /// The longest come first in `operatorAt`.
  private static final String[] THREE = {"**=", "//=", ">>=", "<<=", "..."};
  private static final String[] TWO = {
    "**", "//", ">>", "<<", "==", "!=", "<=", ">=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@="
  };
  private static final String ONE = "()[]{}:,;.=@*/|+-~%&^<>";

  private Words() {}

  /// The operator that the characters begin with; an empty text where there is none.
  static String operatorAt(int[] text, int at) {
    for (String[] many : new String[][] {THREE, TWO}) {
      for (String operator : many) {
        if (startsWith(text, at, operator)) {
          return operator;
        }
      }
    }
    return ONE.indexOf(text[at]) >= 0 ? Character.toString(text[at]) : "";
  }

  static boolean startsWith(int[] text, int at, String wanted) {
    for (int i = 0; i < wanted.length(); i++) {
      if (at + i >= text.length || text[at + i] != wanted.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static int typeOf(String operator) {
    return switch (operator) {
      case "(" -> LPAR;
      case ")" -> RPAR;
      case "[" -> LSQB;
      case "]" -> RSQB;
      case "{" -> LBRACE;
      case "}" -> RBRACE;
      case ":" -> COLON;
      case "," -> COMMA;
      case ";" -> SEMI;
      case "." -> DOT;
      case "..." -> ELLIPSIS;
      case "=" -> ASSIGN;
      case ":=" -> COLONEQ;
      case "->" -> ARROW;
      case "@" -> AT;
      case "*" -> STAR;
      case "**" -> DSTAR;
      case "/" -> SLASH;
      case "|" -> VBAR;
      case "+" -> PLUS;
      case "-" -> MINUS;
      case "~" -> TILDE;
      case "==", "!=", "<=", ">=", "<", ">", "//", "%", "&", "^", "<<", ">>" -> BINOP;
      default -> AUGASSIGN;
    };
  }
}
