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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what a project says of itself: `pyproject.toml`, `requirements*.txt`, `setup.cfg`, `Pipfile` and lock files of its root, and those of
/// folders below it, which speak for the modules in their folder. A file that cannot be read says nothing; `SettingsFile` tells of a broken
/// `pyproject.toml`.
public final class ProjectFiles {

  /// Files that are asked for whether the head lists them or not: the settings are those of the base.
  private static final Set<String> ALWAYS = Set.of("pyproject.toml", ".github/loopwarden.yml", "requirements.txt", "setup.cfg");

  private static final Set<String> TELLING = Set.of("pyproject.toml", "setup.cfg", "Pipfile");
  private static final Set<String> LOCKS = Set.of("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Pipfile", "Pipfile.lock");
  private static final Pattern REQUIREMENTS = Pattern.compile("(?:requirements/[^/]+|[^/]*(?:requirements|constraints)[^/]*)\\.(?:txt|in)");
  private static final Pattern CONSTRAINTS = Pattern.compile("(?:^|/)[^/]*constraints[^/]*$");

  /// Requirement files that are read, and bytes of one.
  private static final int REQUIREMENTS_MAX = 12;
  private static final long BYTES_MAX = 8 << 20;

  /// Project files of folders below the root that are read: the nearest to the root first.
  private static final int BELOW_MAX = 60;

  /// Folders that hold what others wrote.
  private static final Pattern OTHERS = Pattern.compile("(?:^|/)(?:node_modules|site-packages|\\.?venv|vendor|_vendor|third_party)(?:/|$)");

  private final Map<String, String> texts;
  private final Requirements requirements = new Requirements();
  private final Map<String, String> locked = new TreeMap<>();
  private final Set<String> lockedTwice = new HashSet<>();
  private OptionalInt python = OptionalInt.empty();
  private OptionalInt lockedPython = OptionalInt.empty();
  private boolean elsewhere;

  private ProjectFiles(Map<String, String> texts) {
    this.texts = texts;
  }

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
        folders.computeIfAbsent(folder(path), _ -> new TreeMap<>()).put(name(path), text(file.content()));
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

  /// As pip reads them: UTF-8, or what a byte order mark says, as some shells write.
  private static String text(byte[] content) {
    boolean wide = content.length > 1 && ((content[0] == (byte) 0xFF && content[1] == (byte) 0xFE) || (content[0] == (byte) 0xFE && content[1] == (byte) 0xFF));
    String text = new String(content, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /// What the files of one folder tell. A folder with a project of its own depends on what that says; one with nothing but a list of requirements
  /// adds it to what stands above.
  private static Project told(Map<String, String> texts, Project above, Settings settings) {
    var project = new ProjectFiles(texts);
    texts.forEach(project::take);
    var exact = new TreeMap<>(project.requirements.exact());
    exact.putAll(project.locked);
    boolean isOwn = !project.requirements.asked().isEmpty() && TELLING.stream().anyMatch(texts::containsKey);
    var dependencies = new TreeMap<>(isOwn ? Map.<String, String>of() : above.dependencies());
    dependencies.putAll(project.requirements.asked());
    above.locked().forEach(exact::putIfAbsent);
    OptionalInt python = Stream.of(settings.python(), project.python, project.lockedPython, above.python()).filter(OptionalInt::isPresent).findFirst().orElse(OptionalInt.empty());
    boolean complete = !project.elsewhere && project.requirements.included().stream().allMatch(project::isRead) && (isOwn || above.complete());
    return new Project(python, dependencies, exact, complete, Set.copyOf(settings.keepSync()), settings.outboundLimit(), Map.of());
  }

  /// Whether a list that another one names is among those that are read here.
  private boolean isRead(String included) {
    String name = included.replaceFirst("^(\\./)+", "");
    return Stream.of(name, "requirements/" + name, name.replaceFirst("^\\.\\./", "")).anyMatch(texts::containsKey);
  }

  private void take(String path, String text) {
    switch (path) {
      case "pyproject.toml" -> tree(new TomlMapper(), text).ifPresent(this::pyproject);
      case "Pipfile" -> tree(new TomlMapper(), text).ifPresent(this::pipfile);
      case "Pipfile.lock" -> tree(new ObjectMapper(), text).ifPresent(this::pipfileLock);
      case "uv.lock", "poetry.lock", "pdm.lock", "pylock.toml" -> tree(new TomlMapper(), text).ifPresent(this::lock);
      case "setup.cfg" -> setup(text);
      default -> {
        if (CONSTRAINTS.matcher(path).find()) {
          requirements.constraints(text);
        } else if (REQUIREMENTS.matcher(path).matches()) {
          requirements.file(text);
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
    list(project.path("dependencies"));
    for (JsonNode groups : List.of(project.path("optional-dependencies"), file.path("dependency-groups"), file.at("/tool/pdm/dev-dependencies"))) {
      groups.forEach(this::list);
    }
    list(file.at("/tool/uv/dev-dependencies"));
    file.at("/tool/hatch/envs").forEach(environment -> {
      list(environment.path("dependencies"));
      list(environment.path("extra-dependencies"));
    });
    project.path("dynamic").forEach(each -> elsewhere |= each.asText().equals("dependencies") && !isFoundElsewhere(file));
    JsonNode poetry = file.at("/tool/poetry");
    poetry(poetry.path("dependencies"));
    poetry(poetry.path("dev-dependencies"));
    poetry.path("group").forEach(group -> poetry(group.path("dependencies")));
  }

  private void list(JsonNode requirementsOf) {
    requirementsOf.forEach(each -> requirements.one(each.asText()));
  }

  /// Whether dependencies that are told when the project is built stand in files that are read here.
  private boolean isFoundElsewhere(JsonNode file) {
    JsonNode named = file.at("/tool/setuptools/dynamic/dependencies/file");
    List<String> files = named.isTextual() ? List.of(named.asText()) : named.valueStream().map(JsonNode::asText).toList();
    return files.isEmpty() ? texts.getOrDefault("setup.cfg", "").contains("install_requires") : files.stream().allMatch(this::isRead);
  }

  /// `name = "^1.2"` or `name = {version = "^1.2", extras = [...]}`.
  private void poetry(JsonNode table) {
    table.properties().forEach(each -> {
      String asked = each.getValue().isTextual() ? each.getValue().asText() : each.getValue().path("version").asText();
      if (each.getKey().equals("python")) {
        python(asked);
      } else {
        requirements.add(each.getKey(), asked, false);
      }
    });
  }

  private void pipfile(JsonNode file) {
    poetry(file.path("packages"));
    poetry(file.path("dev-packages"));
    python(file.at("/requires/python_version").asText());
    python(file.at("/requires/python_full_version").asText());
  }

  private void pipfileLock(JsonNode file) {
    for (String section : List.of("default", "develop")) {
      file.path(section).properties().forEach(each ->
          locked(each.getKey(), each.getValue().path("version").asText().replaceFirst("^==", "")));
    }
    lockedPython(file.at("/_meta/requires/python_version").asText());
  }

  private void lock(JsonNode file) {
    for (JsonNode packages : List.of(file.path("package"), file.path("packages"))) {
      packages.forEach(each -> locked(each.path("name").asText(), each.path("version").asText()));
    }
    lockedPython(file.path("requires-python").asText());
    lockedPython(file.at("/metadata/python-versions").asText());
  }

  /// A lock may hold one distribution in several versions, for several Pythons or systems: then it does not tell which one runs.
  private void locked(String distribution, String version) {
    String name = Project.normal(distribution);
    if (version.isEmpty() || lockedTwice.contains(name)) {
      return;
    }
    String before = locked.putIfAbsent(name, version);
    if (before != null && !before.equals(version)) {
      locked.remove(name);
      lockedTwice.add(name);
    }
  }

  private void lockedPython(String asked) {
    lockedPython = lockedPython.isPresent() ? lockedPython : PythonAsked.oldest(asked);
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
        setupRequires(plain);
      } else if (section.equals("options") && key.equals("python_requires")) {
        python(plain);
      }
    }
  }

  /// One requirement, or `file: requirements.txt, more.txt`.
  private void setupRequires(String plain) {
    if (plain.startsWith("file:")) {
      elsewhere |= !Stream.of(plain.substring("file:".length()).split(",", -1)).map(String::strip).allMatch(this::isRead);
    } else {
      requirements.one(plain);
    }
  }

  private void python(String asked) {
    python = python.isPresent() ? python : PythonAsked.oldest(asked);
  }
}
