package dev.loopwarden.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.loopwarden.program.Project;
import dev.loopwarden.source.SourceFile;
import java.nio.charset.StandardCharsets;
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

/// Reads what a project says of itself: `pyproject.toml`, `requirements*.txt`, `setup.cfg`, `Pipfile` and lock files of its root.
/// A file that cannot be read says nothing; `SettingsFile` tells of a broken `pyproject.toml`.
public final class ProjectFiles {

  /// Files that are asked for whether the head lists them or not: the settings are those of the base.
  private static final Set<String> ALWAYS = Set.of("pyproject.toml", ".github/loopwarden.yml", "requirements.txt", "setup.cfg");

  private static final Set<String> LOCKS = Set.of("uv.lock", "poetry.lock", "pdm.lock", "Pipfile", "Pipfile.lock");
  private static final Pattern REQUIREMENTS = Pattern.compile("(?:requirements/[^/]+|[^/]*requirements[^/]*)\\.(?:txt|in)");

  /// Requirement files that are read, and bytes of one.
  private static final int REQUIREMENTS_MAX = 12;
  private static final long BYTES_MAX = 8 << 20;

  /// PEP 508: a name, maybe extras, maybe a version or an address.
  private static final Pattern REQUIREMENT =
      Pattern.compile("^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[[^\\]]*\\])?\\s*\\(?([^;#)]*)");
  private static final Pattern EXACT = Pattern.compile("^\\s*={2,3}\\s*([0-9][A-Za-z0-9.+!-]*)\\s*$");
  private static final Pattern PYTHON = Pattern.compile("(>=|\\^|~=|==|~|>)\\s*3\\.([0-9]{1,2})");

  private final Map<String, String> dependencies = new TreeMap<>();
  private final Map<String, String> locked = new TreeMap<>();
  private OptionalInt python = OptionalInt.empty();

  private ProjectFiles() {}

  /// The files of a root that tell what the project is and how it wants to be reviewed.
  ///
  /// @param listed paths of the files that are there
  public static Set<String> paths(Set<String> listed) {
    var paths = new LinkedHashSet<>(ALWAYS);
    listed.stream().filter(LOCKS::contains).sorted().forEach(paths::add);
    listed.stream().filter(each -> REQUIREMENTS.matcher(each).matches()).sorted().limit(REQUIREMENTS_MAX).forEach(paths::add);
    return paths;
  }

  /// The project as its files tell it; what the settings say of it goes before.
  static Project read(Map<String, SourceFile> files, Settings settings) {
    var project = new ProjectFiles();
    var inOrder = new LinkedHashMap<String, String>();
    new TreeMap<>(files).forEach((path, file) -> {
      if (file.size() <= BYTES_MAX) {
        inOrder.put(path, new String(file.content(), StandardCharsets.UTF_8));
      }
    });
    inOrder.forEach(project::take);
    Map<String, String> exact = new TreeMap<>(project.locked);
    project.dependencies.forEach((name, asked) -> {
      Matcher pinned = EXACT.matcher(asked);
      if (pinned.matches()) {
        exact.putIfAbsent(name, pinned.group(1));
      }
    });
    return new Project(
        settings.python().isPresent() ? settings.python() : project.python, project.dependencies, exact,
        Set.copyOf(settings.keepSync()), settings.outboundLimit());
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
