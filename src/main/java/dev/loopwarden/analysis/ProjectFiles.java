package dev.loopwarden.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.loopwarden.program.Project;
import dev.loopwarden.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a project says of itself: `pyproject.toml`, `requirements*.txt`, `setup.cfg`, `Pipfile` and lock files of its root, and those of
/// folders below it, which speak for the modules in their folder. A file that cannot be read says nothing; `SettingsFile` tells of a broken
/// `pyproject.toml`.
public final class ProjectFiles {

  /// Files that are asked for whether the head lists them or not: the settings are those of the base.
  private static final Set<String> ALWAYS = Set.of("pyproject.toml", ".github/loopwarden.yml", "requirements.txt", "setup.cfg");

  private static final Set<String> TELLING = Set.of("pyproject.toml", "setup.cfg", "Pipfile");
  private static final Set<String> LOCKS = Set.of("uv.lock", "poetry.lock", "pdm.lock", "Pipfile", "Pipfile.lock");
  private static final Pattern REQUIREMENTS = Pattern.compile("(?:requirements/[^/]+|[^/]*requirements[^/]*)\\.(?:txt|in)");

  /// Requirement files that are read, and bytes of one.
  private static final int REQUIREMENTS_MAX = 12;
  private static final long BYTES_MAX = 8 << 20;

  /// Project files of folders below the root that are read: the nearest to the root first.
  private static final int BELOW_MAX = 60;

  /// Folders that hold what others wrote.
  private static final Pattern OTHERS = Pattern.compile("(?:^|/)(?:node_modules|site-packages|\\.?venv|vendor|_vendor|third_party)(?:/|$)");

  /// PEP 508: a name, maybe extras, maybe a version or an address.
  private static final Pattern REQUIREMENT =
      Pattern.compile("^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[[^\\]]*\\])?\\s*\\(?([^;#)]*)");
  private static final Pattern EXACT = Pattern.compile("^\\s*={2,3}\\s*([0-9][A-Za-z0-9.+!-]*)\\s*$");
  private static final Pattern PYTHON = Pattern.compile("(>=|\\^|~=|==|~|>)\\s*3\\.([0-9]{1,2})");

  private final Map<String, String> dependencies = new TreeMap<>();
  private final Map<String, String> locked = new TreeMap<>();
  private OptionalInt python = OptionalInt.empty();

  private ProjectFiles() {}

  /// The files that tell what the project is and how it wants to be reviewed: those of the root, and of folders below it.
  ///
  /// @param listed paths of the files that are there
  public static Set<String> paths(Set<String> listed) {
    var paths = new LinkedHashSet<>(ALWAYS);
    listed.stream().filter(LOCKS::contains).sorted().forEach(paths::add);
    listed.stream().filter(each -> REQUIREMENTS.matcher(each).matches()).sorted().limit(REQUIREMENTS_MAX).forEach(paths::add);
    listed.stream().filter(each -> !folder(each).isEmpty() && tells(each) && !OTHERS.matcher(each).find())
        .sorted(Comparator.comparingLong(ProjectFiles::depth).thenComparing(Comparator.naturalOrder())).limit(BELOW_MAX).forEach(paths::add);
    return paths;
  }

  /// The same, without those below the root that speak for none of these modules.
  public static Set<String> paths(Set<String> listed, Collection<String> modules) {
    var paths = new LinkedHashSet<>(paths(listed));
    paths.removeIf(each -> !ALWAYS.contains(each) && modules.stream().noneMatch(module -> isIn(module, folder(each))));
    return paths;
  }

  private static boolean isIn(String module, String folder) {
    return folder.isEmpty() || module.startsWith(folder + "/");
  }

  private static long depth(String path) {
    return path.chars().filter(each -> each == '/').count();
  }

  private static boolean tells(String path) {
    String name = name(path);
    return TELLING.contains(name) || LOCKS.contains(name) || REQUIREMENTS.matcher(name).matches();
  }

  /// The folder that a project file speaks for; "" is the root. `a/requirements/b.txt` speaks for `a`.
  private static String folder(String path) {
    String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    boolean isRequirement = folder.equals("requirements") || folder.endsWith("/requirements");
    return isRequirement ? folder.substring(0, Math.max(folder.lastIndexOf('/'), 0)) : folder;
  }

  private static String name(String path) {
    String folder = folder(path);
    return folder.isEmpty() ? path : path.substring(folder.length() + 1);
  }

  /// The project as its files tell it; what the settings say of it goes before.
  static Project read(Map<String, SourceFile> files, Settings settings) {
    var folders = new TreeMap<String, Map<String, String>>();
    files.forEach((path, file) -> {
      if (file.size() <= BYTES_MAX) {
        folders.computeIfAbsent(folder(path), _ -> new TreeMap<>()).put(name(path), new String(file.content(), StandardCharsets.UTF_8));
      }
    });
    var below = new LinkedHashMap<String, Project>();
    Project root = told(folders.getOrDefault("", Map.of()), Project.UNKNOWN, settings);
    folders.forEach((folder, texts) -> { // sorted: a folder stands before those below it
      if (!folder.isEmpty()) {
        below.put(folder, told(texts, root.with(below).at(folder + "/"), settings));
      }
    });
    return root.with(below);
  }

  /// What the files of one folder tell. A folder with a project of its own depends on what that says; one with nothing but a list of requirements
  /// adds it to what stands above.
  private static Project told(Map<String, String> texts, Project above, Settings settings) {
    var project = new ProjectFiles();
    texts.forEach(project::take);
    Map<String, String> exact = new TreeMap<>(project.locked);
    project.dependencies.forEach((name, asked) -> {
      Matcher pinned = EXACT.matcher(asked);
      if (pinned.matches()) {
        exact.putIfAbsent(name, pinned.group(1));
      }
    });
    boolean isOwn = !project.dependencies.isEmpty() && TELLING.stream().anyMatch(texts::containsKey);
    var dependencies = new TreeMap<>(isOwn ? Map.<String, String>of() : above.dependencies());
    dependencies.putAll(project.dependencies);
    above.locked().forEach(exact::putIfAbsent);
    OptionalInt python = settings.python().isPresent() ? settings.python() : project.python.isPresent() ? project.python : above.python();
    return new Project(python, dependencies, exact, Set.copyOf(settings.keepSync()), settings.outboundLimit(), Map.of());
  }

  private void take(String path, String text) {
    switch (path) {
      case "pyproject.toml" -> tree(new TomlMapper(), text).ifPresent(this::pyproject);
      case "Pipfile" -> tree(new TomlMapper(), text).ifPresent(this::pipfile);
      case "Pipfile.lock" -> tree(new ObjectMapper(), text).ifPresent(this::pipfileLock);
      case "uv.lock", "poetry.lock", "pdm.lock" -> tree(new TomlMapper(), text).ifPresent(this::lock);
      case "setup.cfg" -> setup(text);
      default -> {
        if (REQUIREMENTS.matcher(path).matches()) {
          text.lines().forEach(this::requirement);
        }
      }
    }
  }

  private static Optional<JsonNode> tree(ObjectMapper mapper, String text) {
    try {
      return Optional.ofNullable(mapper.readTree(text));
    } catch (JsonProcessingException broken) {
      return Optional.empty();
    }
  }

  private void pyproject(JsonNode file) {
    JsonNode project = file.path("project");
    python(project.path("requires-python").asText());
    project.path("dependencies").forEach(each -> requirement(each.asText()));
    for (JsonNode groups : List.of(project.path("optional-dependencies"), file.path("dependency-groups"))) {
      groups.forEach(group -> group.forEach(each -> requirement(each.asText())));
    }
    JsonNode poetry = file.at("/tool/poetry");
    poetry(poetry.path("dependencies"));
    poetry(poetry.path("dev-dependencies"));
    poetry.path("group").forEach(group -> poetry(group.path("dependencies")));
  }

  /// `name = "^1.2"` or `name = {version = "^1.2", extras = [...]}`.
  private void poetry(JsonNode table) {
    table.properties().forEach(each -> {
      String asked = each.getValue().isTextual() ? each.getValue().asText() : each.getValue().path("version").asText();
      if (each.getKey().equals("python")) {
        python(asked);
      } else {
        depends(each.getKey(), asked);
      }
    });
  }

  private void pipfile(JsonNode file) {
    poetry(file.path("packages"));
    poetry(file.path("dev-packages"));
    python("==" + file.at("/requires/python_version").asText());
  }

  private void pipfileLock(JsonNode file) {
    for (String section : List.of("default", "develop")) {
      file.path(section).properties().forEach(each ->
          locked.put(Project.normal(each.getKey()), each.getValue().path("version").asText().replaceFirst("^==", "")));
    }
  }

  private void lock(JsonNode file) {
    for (JsonNode each : file.path("package")) {
      if (each.path("version").isTextual()) {
        locked.put(Project.normal(each.path("name").asText()), each.path("version").asText());
      }
    }
  }

  /// `[options]`: `install_requires` and `python_requires`; `[options.extras_require]`: each line of each extra.
  private void setup(String text) {
    String section = "";
    String key = "";
    for (String line : text.lines().toList()) {
      String plain = line.strip();
      if (plain.isEmpty() || plain.startsWith("#") || plain.startsWith(";")) {
        continue;
      }
      if (plain.startsWith("[") && plain.endsWith("]")) {
        section = plain.substring(1, plain.length() - 1).strip();
        key = "";
        continue;
      }
      if (!Character.isWhitespace(line.charAt(0)) && plain.contains("=")) {
        key = plain.substring(0, plain.indexOf('=')).strip();
        plain = plain.substring(plain.indexOf('=') + 1).strip();
      }
      boolean names = (section.equals("options") && key.equals("install_requires")) || section.equals("options.extras_require");
      if (names) {
        requirement(plain);
      } else if (section.equals("options") && key.equals("python_requires")) {
        python(plain);
      }
    }
  }

  /// One requirement; options (`-r`, `--hash`), addresses and paths name no distribution.
  private void requirement(String line) {
    String plain = line.strip();
    if (plain.startsWith("-") || plain.startsWith("#") || plain.startsWith(".") || (plain.contains("://") && !plain.contains("@"))) {
      return;
    }
    Matcher requirement = REQUIREMENT.matcher(plain);
    if (requirement.find()) {
      String asked = requirement.group(2).strip();
      depends(requirement.group(1), asked.startsWith("@") ? "" : asked.replace("\\", "").strip());
    }
  }

  private void depends(String name, String asked) {
    dependencies.merge(Project.normal(name), asked, (one, other) -> one.isEmpty() ? other : one);
  }

  private void python(String asked) {
    Matcher bound = PYTHON.matcher(asked);
    if (python.isEmpty() && bound.find()) {
      int minor = Integer.parseInt(bound.group(2));
      boolean above = bound.group(1).equals(">") && !asked.substring(bound.end()).startsWith(".");
      python = OptionalInt.of(above ? minor + 1 : minor);
    }
  }
}
