package dev.loopwarden.analysis;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/// What a path tells by its name, and the patterns that settings name paths by.
final class PathNames {

  private static final Set<String> TESTS =
      Set.of("tests", "test", "testdata", "e2e", "unit_tests", "integration_tests", "testing", "test_support", "test_utils", "testutils", "test_helpers", "mocks");

  private static final Set<String> OTHERS =
      Set.of("vendor", "vendored", "_vendor", "_vendored", "third_party", "thirdparty", "site-packages", "node_modules", "extern");

  private static final Pattern ASIDE = Pattern.compile(
      "(?:tools|bin|website|release|evaluation|evals?)/.*|(?:.*/)?(?:docs?|docs_src|scripts?|(?:[^/]*_)?examples?|code_snippets|snippets|cookbooks?|tutorials?|demos?|playground|notebooks?|migrations?|alembic|seeds?"
          + "|cli|samples?|bench|benchmarks?|perf|vendor|vendored|_vendor|third_party)/.*"
          + "|(?:.*/)?(?:setup|noxfile|fabfile|seed|seeds|cli|__main__|manage)\\.py|(?:.*/)?(?:bench|seeds?|demo|example|migrate)_[^/]*\\.py|(?:.*/)?bench[^/]*\\.py");

  /// Documentation of an older version: its code is right by the library that it was written for. Docusaurus keeps it so:
  /// https://docusaurus.io/docs/versioning#directory-structure
  private static final Pattern OLD_DOCS = Pattern.compile("(?:.*/)?(?:versioned_docs|version-[0-9][^/]*|docs?/v?[0-9]+(?:\\.[0-9x]+)*)/.*");

  private PathNames() {}

  /// By pytest's conventions, and in folders that are named for tests.
  static boolean isTest(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.startsWith("test_") || name.endsWith("_test.py") || name.endsWith("_tests.py") || name.equals("conftest.py") || isBelow(TESTS, path);
  }

  /// Code of others that was copied in, by the folder's name; code that a generator of protocol buffers wrote; documentation of older versions.
  static boolean isOfOthers(String path) {
    return OLD_DOCS.matcher(path).matches() || path.endsWith("_pb2.py") || path.endsWith("_pb2_grpc.py") || isBelow(OTHERS, path);
  }

  private static boolean isBelow(Set<String> folders, String path) {
    int end = path.lastIndexOf('/');
    return end >= 0 && Arrays.stream(path.substring(0, end).split("/", -1)).anyMatch(folders::contains);
  }

  /// By its folder: scripts, tools, commands, examples, benchmarks, what tests lean on, code of others. Hardly anybody waits for a loop that runs there.
  static boolean isAside(String path) {
    return ASIDE.matcher(path).matches();
  }

  /// `*` stands for any characters but `/`, `**` for any at all; a pattern also means all that is below the folder of that name.
  static boolean matches(String pattern, String path) {
    var regex = new StringBuilder();
    int at = 0;
    while (at < pattern.length()) {
      if (pattern.startsWith("**/", at)) {
        regex.append("(?:.*/)?");
        at += 3;
      } else if (pattern.startsWith("**", at)) {
        regex.append(".*");
        at += 2;
      } else if (pattern.charAt(at) == '*') {
        regex.append("[^/]*");
        at++;
      } else {
        regex.append(Pattern.quote(pattern.substring(at, at + 1)));
        at++;
      }
    }
    return Pattern.matches(regex + "(?:/.*)?", path) || (pattern.endsWith("/") && path.startsWith(pattern));
  }
}
