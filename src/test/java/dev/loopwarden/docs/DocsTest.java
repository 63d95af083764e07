package dev.loopwarden.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a reader follows: links, anchors and the commands that the pages name.
final class DocsTest {

  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)\\)|(?:src|srcset|href)=\"([^\"]+)\"");
  private static final Pattern FENCE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
  private static final Pattern COMMAND = Pattern.compile("(?m)(?:^|[`;|] ?)(?:\\./)?loopwarden ([a-z][a-z-]+)");

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
}
