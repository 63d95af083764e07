package dev.loopwarden.python;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Binary operators as written, with their names in Python's abstract grammar and how strongly they bind.
///
/// @param level higher binds stronger
record Operator(String written, String python, int level) {

  static final int OR = 1;
  static final int AND = 2;
  static final int NOT = 3;
  static final int COMPARE = 4;
  static final int BITWISE = 5;
  static final int UNARY = 11;
  static final int POWER = 12;

  private static final Operator[] ALL = {
    new Operator("or", "Or", OR), new Operator("and", "And", AND),
    new Operator("==", "Eq", COMPARE), new Operator("!=", "NotEq", COMPARE), new Operator("<", "Lt", COMPARE),
    new Operator("<=", "LtE", COMPARE), new Operator(">", "Gt", COMPARE), new Operator(">=", "GtE", COMPARE),
    new Operator("is", "Is", COMPARE), new Operator("is not", "IsNot", COMPARE), new Operator("in", "In", COMPARE),
    new Operator("not in", "NotIn", COMPARE),
    new Operator("|", "BitOr", BITWISE), new Operator("^", "BitXor", 6), new Operator("&", "BitAnd", 7),
    new Operator("<<", "LShift", 8), new Operator(">>", "RShift", 8), new Operator("+", "Add", 9), new Operator("-", "Sub", 9),
    new Operator("*", "Mult", 10), new Operator("/", "Div", 10), new Operator("//", "FloorDiv", 10),
    new Operator("%", "Mod", 10), new Operator("@", "MatMult", 10), new Operator("**", "Pow", POWER)
  };
  private static final Map<String, Operator> BY_TEXT =
      Arrays.stream(ALL).collect(Collectors.toUnmodifiableMap(Operator::written, Function.identity()));

  static Operator of(String written) {
    Operator found = BY_TEXT.get(written);
    if (found == null) {
      throw new IllegalArgumentException("no operator: " + written);
    }
    return found;
  }
}
