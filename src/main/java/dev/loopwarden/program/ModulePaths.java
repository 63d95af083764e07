package dev.loopwarden.program;

import dev.loopwarden.python.Alias;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which file a dotted module name means, by the paths of a repository alone: several roots, `src/` layouts, namespace
/// packages and scripts beside each other are found by themselves.
public final class ModulePaths {

  /// Modules that are in memory before any code of a program runs: no file stands in for them.
  /// https://docs.python.org/3/library/sys.html#sys.builtin_module_names, and what `python -X importtime` tells of a start
  private static final Set<String> ALWAYS_LOADED =
      Set.of("abc", "atexit", "builtins", "codecs", "encodings", "errno", "faulthandler", "gc", "io", "itertools", "marshal", "os", "site", "stat", "sys", "time");

  private final Set<String> paths;
  private final Set<String> folders = new LinkedHashSet<>();
  private final List<String> roots;

  /// Roots that lie inside of a package: they count for the files below them alone.
  private final Set<String> inner = new HashSet<>();

  /// The first part of a module's name to the roots that have a module or folder of that name.
  private final Map<String, List<String>> rootsOf = new HashMap<>();

  /// All folders as dotted names are written below a root: `shop/net`.
  private final Set<String> belowRoots = new HashSet<>();

  private ModulePaths(Set<String> paths) {
    this.paths = paths;
    for (String path : paths) {
      for (String folder = folder(path); !folder.isEmpty(); folder = folder(folder)) {
        if (!folders.add(folder)) {
          break;
        }
      }
    }
    this.roots = roots();
    for (String root : roots) {
      var names = new LinkedHashSet<String>();
      Stream.concat(folders.stream(), paths.stream().filter(each -> each.endsWith(".py")).map(each -> each.substring(0, each.length() - ".py".length())))
          .filter(each -> folder(each).equals(root)).forEach(each -> names.add(root.isEmpty() ? each : each.substring(root.length() + 1)));
      names.forEach(each -> rootsOf.computeIfAbsent(each, _ -> new ArrayList<>()).add(root));
      folders.stream().filter(each -> root.isEmpty() || each.startsWith(root + "/"))
          .forEach(each -> belowRoots.add(root.isEmpty() ? each : each.substring(root.length() + 1)));
    }
  }

  public static ModulePaths of(Set<String> paths) {
    return new ModulePaths(paths);
  }

  /// A root is the folder above a topmost package, a folder named `src`, `lib` or `python`, and the repository's own.
  private List<String> roots() {
    var found = new LinkedHashSet<String>();
    found.add("");
    for (String folder : folders) {
      String above = folder(folder);
      boolean isPackage = paths.contains(folder + "/__init__.py");
      boolean inPackage = paths.contains(join(above, "__init__.py"));
      if (isPackage && !inPackage) {
        found.add(above);
        if (isBelowPackage(above)) {
          inner.add(above);
        }
      }
      String name = folder.substring(above.isEmpty() ? 0 : above.length() + 1);
      if (!isPackage && (name.equals("src") || name.equals("lib") || name.equals("python"))) {
        found.add(folder);
      }
    }
    return new ArrayList<>(found);
  }

  private boolean isBelowPackage(String folder) {
    for (String each = folder; !each.isEmpty(); each = folder(each)) {
      if (paths.contains(each + "/__init__.py")) {
        return true;
      }
    }
    return false;
  }

  /// The file of `package.module`, seen from the module at `from`.
  public Optional<String> find(String dotted, String from) {
    String relative = dotted.replace('.', '/');
    if (ALWAYS_LOADED.contains(relative)) {
      return Optional.empty();
    }
    String here = folder(from);
    if (!paths.contains(join(here, "__init__.py"))) {
      Optional<String> sibling = at(join(here, relative));
      if (sibling.isPresent()) {
        return sibling;
      }
    }
    int slash = relative.indexOf('/');
    return rootsOf.getOrDefault(slash < 0 ? relative : relative.substring(0, slash), List.of()).stream()
        .filter(root -> at(join(root, relative)).isPresent() && (!inner.contains(root) || common(root, from) >= 0))
        .max(Comparator.comparingInt(root -> common(root, from)))
        .flatMap(root -> at(join(root, relative)))
        .or(() -> slash < 0 ? Optional.empty() : above(relative, here));
  }

  /// `from db.connection import pool` in a service whose folders have no `__init__.py`: it is started from a folder above.
  private Optional<String> above(String relative, String here) {
    for (String folder = here; !folder.isEmpty(); folder = folder(folder)) {
      Optional<String> found = paths.contains(join(folder, "__init__.py")) ? Optional.empty() : at(join(folder, relative));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// The file of a relative import: `level` dots, then perhaps a name.
  public Optional<String> relative(int level, String dotted, String from) {
    String folder = folder(from);
    for (int i = 1; i < level; i++) {
      if (folder.isEmpty()) {
        return Optional.empty(); // more dots than folders
      }
      folder = folder(folder);
    }
    return dotted.isEmpty() ? at(folder) : at(join(folder, dotted.replace('.', '/')));
  }

  /// A module below a package: `name` beside the package's `__init__.py`.
  public Optional<String> below(String packageInit, String name) {
    return packageInit.endsWith("__init__.py") ? at(join(folder(packageInit), name)) : Optional.empty();
  }

  /// Whether a dotted name is a folder of the program without `__init__.py`.
  public boolean isNamespace(String dotted) {
    return belowRoots.contains(dotted.replace('.', '/'));
  }

  /// The files of the program that a module's import statements name, packages above them included.
  public Set<String> imported(ParsedModule module) {
    return found(wanted(module), module.path());
  }

  /// What a module's import statements name, by its bytes alone: `package.module`, `package.module.name`, `..relative.name`.
  static Set<String> wanted(ParsedModule module) {
    var wanted = new LinkedHashSet<String>();
    for (Node node : Node.walk(List.of(module.tree()), Node::children)) {
      switch (node) {
        case Stmt.Import statement -> statement.names().forEach(each -> wanted.add(each.name()));
        case Stmt.ImportFrom statement -> {
          String source = ".".repeat(statement.level()) + statement.module().orElse("");
          wanted.add(source);
          for (Alias name : statement.names()) {
            wanted.add(source + (source.endsWith(".") || source.isEmpty() ? "" : ".") + name.name());
          }
        }
        default -> {}
      }
    }
    return wanted;
  }

  /// The files that wanted names mean, seen from the module at `from`.
  Set<String> found(Collection<String> wanted, String from) {
    var found = new LinkedHashSet<String>();
    for (String each : wanted) {
      int level = 0;
      while (level < each.length() && each.charAt(level) == '.') {
        level++;
      }
      String dotted = each.substring(level);
      (level > 0 ? relative(level, dotted, from) : dotted.isEmpty() ? Optional.<String>empty() : find(dotted, from)).ifPresent(found::add);
    }
    found.remove(from);
    return found;
  }

  /// A package goes before a module of its name: https://docs.python.org/3/reference/import.html#path-entry-finders
  private Optional<String> at(String stem) {
    String init = stem.isEmpty() ? "__init__.py" : stem + "/__init__.py";
    return Stream.of(init, stem + ".py").filter(paths::contains).findFirst();
  }

  private static int common(String root, String path) {
    return root.isEmpty() ? 0 : path.startsWith(root + "/") ? root.length() : -1;
  }

  static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }
}
