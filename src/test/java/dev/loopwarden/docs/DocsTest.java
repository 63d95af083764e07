package dev.loopwarden.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.loopwarden.app.Setting;
import dev.loopwarden.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What a reader follows: links, anchors and the commands that the pages name.
final class DocsTest {

  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)\\)|(?:src|srcset|href)=\"([^\"]+)\"");
  private static final Pattern FENCE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
  private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|[`;|] ?)(?:\\./)?loopwarden ([a-z][a-z-]+)");

  /// A command and what stands behind it on its line or in its code span.
  private static final Pattern WITH_OPTIONS = Pattern.compile("(?m)(?:^|[`;|] ?)(?:\\./)?loopwarden ([a-z][a-z-]+)([^`;\n]*)");

  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

  /// `bench` has its options on its own commands.
  private static boolean has(CommandLine command, String option) {
    return command.getCommandSpec().findOption(option) != null || command.getSubcommands().values().stream().anyMatch(each -> has(each, option));
  }

  @Test
  void theComposeFileNamesTheImageOfThisVersionAndKnownSettings() throws IOException {
    Matcher block = Pattern.compile("(?s)```yaml\n(services:.*?)```").matcher(Files.readString(Path.of("docs/install.md")));
    assertThat(block.find()).isTrue();
    JsonNode service = new YAMLMapper().readTree(block.group(1)).at("/services/loopwarden");
    Matcher version = Pattern.compile("<artifactId>loopwarden</artifactId>\\s*<version>([^<]+)<").matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(service.path("image").asText()).endsWith(":" + version.group(1));
    var known = new TreeSet<String>();
    Arrays.stream(Setting.values()).forEach(each -> known.addAll(List.of(each.variable(), each.variable() + "_FILE")));
    assertThat(service.path("environment").fieldNames()).toIterable().isNotEmpty().isSubsetOf(known);
    service.path("secrets").forEach(each -> assertThat(service.path("environment").toString()).contains("/run/secrets/" + each.asText()));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs")); Stream<Path> charts = Files.walk(Path.of("charts"))) {
      return Stream.of(Stream.of(Path.of("README.md")), docs, charts).flatMap(each -> each)
          .filter(each -> each.toString().endsWith(".md")).toList();
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    var broken = new ArrayList<String>();
    for (Path page : pages()) {
      String text = FENCE.matcher(Files.readString(page)).replaceAll("");
      for (MatchResult link : LINK.matcher(text).results().toList()) {
        String target = link.group(1) != null ? link.group(1) : link.group(2);
        if (target.startsWith("http://") || target.startsWith("https://")) {
          continue;
        }
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(file) || (parts.length == 2 && !anchors(file).contains(parts[1]))) {
          broken.add(page + " -> " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  /// As GitHub names the headings of a page.
  private static List<String> anchors(Path page) throws IOException {
    return Files.readAllLines(page).stream().filter(each -> each.startsWith("#"))
        .map(each -> each.replaceFirst("^#+\\s*", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").strip().replace(' ', '-'))
        .toList();
  }

  @Test
  void everyCommandThatAPageNamesIsThere() throws IOException {
    String main = Files.readString(Path.of("src/main/java/dev/loopwarden/cli/Main.java"));
    var known = new TreeSet<String>();
    var unknown = new TreeSet<String>();
    for (Path page : pages()) {
      for (MatchResult command : COMMAND.matcher(Files.readString(page)).results().toList()) {
        String name = command.group(1);
        String type = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Command.class";
        if (main.contains(type) || name.equals("generate-completion")) {
          known.add(name);
        } else {
          unknown.add(page + ": loopwarden " + name);
        }
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(known).contains("demo", "review", "serve");
  }

  @Test
  void everyOptionThatAPageNamesIsOneOfItsCommand() throws IOException {
    var commands = new CommandLine(new Main()).getSubcommands();
    var known = new TreeSet<String>();
    var unknown = new TreeSet<String>();
    for (Path page : pages()) {
      for (MatchResult command : WITH_OPTIONS.matcher(Files.readString(page)).results().toList()) {
        CommandLine named = commands.get(command.group(1));
        for (MatchResult option : OPTION.matcher(command.group(2)).results().toList()) {
          boolean there = named != null && has(named, option.group());
          (there ? known : unknown).add(there ? command.group(1) + " " + option.group() : page + ": loopwarden " + command.group(1) + " " + option.group());
        }
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(known).contains("scan --format", "review --base", "bench --labels");
  }
}
