package dev.loopwarden.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is given for each setting, and where: a variable goes before a variable that names a file, and that before `loopwarden.yml`.
final class SettingValues {

  /// Names that belong to the launcher and the tests, not to the service.
  private static final List<String> OTHERS = List.of("JAVA_HOME", "JAVA_OPTS", "AOT", "CACHE", "CHROMIUM");

  /// Names the settings file; without it `loopwarden.yml` in the working folder is read if it is there.
  private static final String CONFIG = Setting.PREFIX + "CONFIG";

  private final Map<Setting, Given> given = new EnumMap<>(Setting.class);
  private final List<String> problems = new ArrayList<>();

  /// @param origin the variable, or file and key
  record Given(String value, String origin) {}

  static SettingValues read(Map<String, String> environment, Path folder) {
    var values = new SettingValues();
    String named = environment.get(CONFIG);
    Path file = folder.resolve(named == null ? "loopwarden.yml" : named);
    if (named != null || Files.isRegularFile(file)) {
      values.file(file);
    }
    values.variables(environment);
    return values;
  }

  String text(Setting setting) {
    Given found = given.get(setting);
    return found == null ? setting.fallback() : found.value();
  }

  Optional<String> maybe(Setting setting) {
    return Optional.of(text(setting)).filter(each -> !each.isBlank());
  }

  String origin(Setting setting) {
    Given found = given.get(setting);
    return found == null ? "default" : found.origin();
  }

  int number(Setting setting) {
    String text = text(setting);
    return setting.problem(text).isPresent() ? Integer.parseInt(setting.fallback()) : Integer.parseInt(text);
  }

  List<String> list(Setting setting) {
    return List.of(text(setting).split(",", -1)).stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
  }

  /// Everything that is wrong, with what to do about it.
  List<String> problems() {
    return problems;
  }

  private void file(Path file) {
    JsonNode root;
    try {
      var mapper = new YAMLMapper(YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
      root = mapper.readTree(Files.readString(file));
    } catch (JsonProcessingException broken) {
      int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
      problems.add(file + " line " + line + ": cannot be read: " + broken.getOriginalMessage());
      return;
    } catch (IOException unreadable) {
      problems.add(file + ": cannot be read: " + unreadable.getMessage());
      return;
    }
    if (!root.isObject()) {
      if (!root.isMissingNode() && !root.isNull()) {
        problems.add(file + ": is no list of `key: value`");
      }
      return;
    }
    root.properties().forEach(each -> {
      Optional<Setting> setting = Setting.of(each.getKey());
      if (setting.isEmpty()) {
        problems.add(file + ": there is no setting `" + each.getKey() + "`" + hint(each.getKey()));
      } else if (each.getValue().isArray()) {
        var words = new ArrayList<String>();
        each.getValue().forEach(word -> words.add(word.asText()));
        give(setting.get(), String.join(",", words), file + ": " + each.getKey());
      } else if (each.getValue().isObject()) {
        problems.add(file + ": `" + each.getKey() + "` is a group; settings are flat: `key: value`");
      } else {
        give(setting.get(), each.getValue().asText().strip(), file + ": " + each.getKey());
      }
    });
  }

  private void variables(Map<String, String> environment) {
    for (Map.Entry<String, String> each : environment.entrySet()) {
      String name = each.getKey();
      if (!name.startsWith(Setting.PREFIX) || name.equals(CONFIG) || OTHERS.contains(name.substring(Setting.PREFIX.length()))) {
        continue;
      }
      String key = key(name);
      Optional<Setting> plain = Setting.of(key);
      if (plain.isPresent()) {
        give(plain.get(), each.getValue().strip(), name);
        continue;
      }
      Optional<Setting> named = name.endsWith(Setting.FILE) ? Setting.of(key(name.substring(0, name.length() - Setting.FILE.length()))) : Optional.empty();
      if (named.isEmpty()) {
        problems.add(name + ": there is no such setting" + hint(key));
      } else if (!environment.containsKey(named.get().variable())) {
        contents(named.get(), name, each.getValue());
      }
    }
  }

  private static String key(String variable) {
    return variable.substring(Setting.PREFIX.length()).toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private void contents(Setting setting, String variable, String file) {
    try {
      give(setting, Files.readString(Path.of(file)).strip(), variable);
    } catch (IOException | RuntimeException unreadable) {
      problems.add(variable + ": " + file + " cannot be read: " + unreadable.getMessage());
    }
  }

  private void give(Setting setting, String value, String origin) {
    given.put(setting, new Given(value, origin));
    setting.problem(value).ifPresent(problem -> problems.add(origin + ": " + problem));
  }

  private static String hint(String key) {
    return Setting.near(key).map(each -> "; did you mean `" + each.key() + "` (" + each.variable() + ")?")
        .orElse("; `loopwarden settings` lists those that there are");
  }
}
