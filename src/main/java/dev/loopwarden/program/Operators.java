package dev.loopwarden.program;

import java.util.Map;

/// The methods that operators call: https://docs.python.org/3/reference/datamodel.html#emulating-numeric-types
final class Operators {

  private static final Map<String, String> METHODS = Map.ofEntries(
      Map.entry("Add", "__add__"), Map.entry("Sub", "__sub__"), Map.entry("Mult", "__mul__"), Map.entry("MatMult", "__matmul__"),
      Map.entry("Div", "__truediv__"), Map.entry("FloorDiv", "__floordiv__"), Map.entry("Mod", "__mod__"), Map.entry("Pow", "__pow__"),
      Map.entry("LShift", "__lshift__"), Map.entry("RShift", "__rshift__"), Map.entry("BitAnd", "__and__"), Map.entry("BitOr", "__or__"),
      Map.entry("BitXor", "__xor__"));

  private Operators() {}

  /// The method of the left operand, by the operator's name in the syntax tree.
  static String method(String operator) {
    return METHODS.getOrDefault(operator, "__" + operator + "__");
  }
}
