package dev.loopwarden.python;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What no person writes, in any size. Made when asked for, so that one lies in memory at a time.
final class HostileInputs {

  /// Repeated to the wanted size, each the whole text.
  private static final String[] PIECES = {
    "(", ")", "([{", "x)", "()", "[],", "(1,)\n", "[a]\n", "{1:2},", "{1:", "lambda:", "not ", "-", "x + ", "x**", "x<", "a<b>", "a@", "x;", "; ", ",",
    "1, ", "**a,", "*", "x = ", "x=", "a,b=", "x:int\n", "x:y=1\n", "x\n", "pass\n", "x = = 1\n", "$", "0_ ", "é", "é,", "\t\n", "\f", "\n", "\\\n",
    "#\n", "'\n", "'''", "'''a", "'' ", "\"\\n\"", "f'{", "f'{x}'", "f'{x:", "a.", ".", "...", "a[b]", "a.b.c(d)[e]\n", "f(a=1, ", "f(**a)\n", "f(\n",
    "x if y else ", "1 if 2 else 3,", "elif x: y\n", "if x:y\n", "try:\n", "try:\n  x\nexcept y:z\n", "match x:\n", "match x:\n  case _: y\n", "case ",
    "@a\n", "@\n", "async ", "def f(:\n    pass\n", "def f(): = 1\n", "(\ndef f():\n", "class A:x\n", "del x,", "global x,x\n", "import a.a as b\n"
  };

  private HostileInputs() {}

  /// Texts of about that many bytes, by name.
  static Map<String, Supplier<String>> of(int size) {
    var inputs = new LinkedHashMap<String, Supplier<String>>();
    for (String piece : PIECES) {
      inputs.put("repeated: " + piece.replace("\n", "\\n"), () -> times(piece, size));
    }
    inputs.put("a comment", () -> "#" + times("x", size));
    inputs.put("a name", () -> times("x", size));
    inputs.put("a number", () -> times("1", size));
    inputs.put("emoji", () -> "'" + times("\uD83D\uDE00", size) + "' + 'a'");
    inputs.put("a list", () -> "x = [" + times("1, ", size) + "]");
    inputs.put("a call", () -> "f(" + times("a, ", size) + ")");
    inputs.put("a dictionary", () -> "{" + times("1:2, ", size) + "}");
    inputs.put("parameters", () -> "def f(" + times("a,", size) + "): pass");
    inputs.put("fields", () -> "f'" + times("{x}", size) + "'");
    inputs.put("formats", () -> "f'" + times("{x:", size));
    inputs.put("sums", () -> times("x + ", size) + "x");
    inputs.put("powers", () -> times("x**", size) + "x");
    inputs.put("a chain of elifs", () -> "if x: y\n" + times("elif x: y\n", size));
    inputs.put("one function", () -> "def f():\n" + times(" x\n", size));
    inputs.put("one broken class", () -> "class A:\n" + times("    def f(self):\n        x = = 1\n", size));
    inputs.put("stairs", () -> stairs(size));
    inputs.put("many names", () -> manyNames(size));
    return inputs;
  }

  private static String times(String piece, int size) {
    return piece.repeat(size / piece.getBytes(StandardCharsets.UTF_8).length);
  }

  private static String manyNames(int size) {
    var names = new StringBuilder();
    for (int i = 0; names.length() < size; i++) {
      names.append("a").append(i).append(" = é").append(i).append('\n');
    }
    return names.toString();
  }

  private static String stairs(int size) {
    var stairs = new StringBuilder();
    for (int depth = 0; stairs.length() < size; depth++) {
      stairs.append(" ".repeat(depth)).append("if x:\n");
    }
    return stairs.toString();
  }

  /// Reads each once, of the size that is named: for a JVM whose memory is limited. Prints how many were answered.
  public static void main(String[] args) {
    int size = Integer.parseInt(args[0]);
    int answered = 0;
    for (Map.Entry<String, Supplier<String>> input : of(size).entrySet()) {
      byte[] bytes = input.getValue().get().getBytes(StandardCharsets.UTF_8);
      try {
        answered += switch (PythonParser.parse(bytes)) {
          case ParseResult.Parsed _, ParseResult.Unreadable _ -> 1;
        };
      } catch (OutOfMemoryError tooLittle) {
        System.out.println("out of memory: " + input.getKey());
      }
    }
    System.out.println("answered " + answered);
  }
}
