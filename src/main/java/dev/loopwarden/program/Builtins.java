package dev.loopwarden.program;

import java.util.Set;

/// The names that every module has.
final class Builtins {

  /// https://docs.python.org/3/library/functions.html and exceptions.html.
  private static final Set<String> NAMES = Set.of((
      "ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError"
          + " BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError"
          + " DeprecationWarning EOFError EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError"
          + " FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError"
          + " IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError"
          + " NameError NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning"
          + " PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning"
          + " RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit"
          + " TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError"
          + " UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError __debug__ __doc__ __file__"
          + " __import__ __loader__ __name__ __package__ __spec__ abs aiter all anext any ascii bin bool breakpoint bytearray"
          + " bytes callable chr classmethod compile complex delattr dict dir divmod enumerate eval exec exit filter float format"
          + " frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len list locals map max"
          + " memoryview min next object oct open ord pow print property quit range repr reversed round set setattr slice sorted"
          + " staticmethod str sum super tuple type vars zip").split(" "));

  private Builtins() {}

  static boolean has(String name) {
    return NAMES.contains(name);
  }
}
