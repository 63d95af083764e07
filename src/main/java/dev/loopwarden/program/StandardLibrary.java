package dev.loopwarden.program;

import java.util.Set;

/// The modules of Python's standard library whose calls were gone through: those that wait stand in the knowledge files, the rest compute for a
/// moment and return. Source: the library's index, https://docs.python.org/3/py-modindex.html
public final class StandardLibrary {

  private static final Set<String> MODULES =
      Set.of(
          "abc", "array", "ast", "asyncio", "base64", "bisect", "calendar", "collections", "colorsys", "configparser", "contextlib",
          "contextvars", "copy", "csv", "dataclasses", "datetime", "decimal", "difflib", "email", "enum", "errno", "fnmatch", "fractions",
          "functools", "gc", "gettext", "hashlib", "heapq", "hmac", "html", "http", "inspect", "io", "ipaddress", "itertools", "json",
          "keyword", "locale", "logging", "math", "mimetypes", "numbers", "operator", "os", "pathlib", "pprint", "queue", "random", "re",
          "reprlib", "secrets", "shlex", "signal", "stat", "statistics", "string", "struct", "sys", "textwrap", "threading", "time",
          "timeit", "tomllib", "traceback", "types", "typing", "unicodedata", "urllib", "uuid", "warnings", "weakref", "zoneinfo");

  private StandardLibrary() {}

  /// Whether a qualified name is of one of these modules.
  public static boolean has(String name) {
    int dot = name.indexOf('.');
    return MODULES.contains(dot < 0 ? name : name.substring(0, dot));
  }
}
