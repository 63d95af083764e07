package dev.loopwarden.analysis;

import dev.loopwarden.program.Project;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The distributions that are asked for, as lists of requirements name them ([PEP 508](https://peps.python.org/pep-0508/) and
/// [pip's files](https://pip.pypa.io/en/stable/reference/requirements-file-format/)).
final class Requirements {

  /// A name, maybe extras, maybe a version or an address. What goes on otherwise (`git+https://...`, `libs/own`) is no name.
  private static final Pattern REQUIREMENT = Pattern.compile(
      "^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[[^\\]]*\\])?\\s*(?=$|[(<>=!~;@#])\\(?([^;#)]*)(;?)");
  private static final Pattern EXACT = Pattern.compile("^\\s*={2,3}\\s*([0-9][A-Za-z0-9.+!-]*)\\s*$");
  private static final Pattern INCLUDED = Pattern.compile("^(?:-r|--requirement)[\\s=]*([^\\s#]+)");

  private final Map<String, String> asked = new TreeMap<>();
  private final Map<String, String> pinned = new TreeMap<>();
  private final Set<String> unsure = new HashSet<>();
  private final Set<String> included = new LinkedHashSet<>();

  /// Takes a file of pip's, line by line.
  void file(String text) {
    joined(text).lines().forEach(line -> {
      Matcher include = INCLUDED.matcher(line.strip());
      if (include.find()) {
        included.add(include.group(1));
      } else {
        one(line);
      }
    });
  }

  /// Takes a file of constraints: it tells versions and asks for nothing.
  void constraints(String text) {
    var list = new Requirements();
    joined(text).lines().forEach(list::one);
    list.exact().forEach(pinned::putIfAbsent);
  }

  private static String joined(String text) {
    return text.replaceAll("\\\\\\s*\\R", " ");
  }

  /// Takes one requirement; options (`-e`, `--hash`), addresses and paths name no distribution.
  void one(String line) {
    String plain = line.strip().replaceFirst("\\s--?[A-Za-z].*$", "");
    Matcher requirement = REQUIREMENT.matcher(plain);
    if (requirement.find()) {
      String version = requirement.group(2).strip();
      add(requirement.group(1), version.startsWith("@") ? "" : version, !requirement.group(3).isEmpty());
    }
  }

  /// Takes a distribution.
  ///
  /// @param version what is asked of it; "" where any will do
  /// @param maybe only under a condition: where others ask otherwise, nothing is known of the version
  void add(String name, String version, boolean maybe) {
    String distribution = Project.normal(name);
    String before = asked.putIfAbsent(distribution, version);
    if (before == null) {
      if (maybe) {
        unsure.add(distribution);
      }
    } else if (!before.equals(version)) {
      asked.put(distribution, maybe || unsure.contains(distribution) ? "" : before.isEmpty() ? version : before);
      if (maybe) {
        unsure.add(distribution);
      }
    }
  }

  /// By normalised name; "" where any version will do.
  Map<String, String> asked() {
    return asked;
  }

  /// The versions of which exactly one is asked for, by normalised name.
  Map<String, String> exact() {
    var exact = new TreeMap<>(pinned);
    asked.forEach((name, version) -> {
      Matcher one = EXACT.matcher(version);
      if (one.matches()) {
        exact.put(name, one.group(1));
      }
    });
    return exact;
  }

  /// The files that lists say go on elsewhere (`-r base.txt`), as they name them.
  Set<String> included() {
    return included;
  }
}
