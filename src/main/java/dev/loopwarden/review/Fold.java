package dev.loopwarden.review;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Folded parts of a comment.
final class Fold {

  private static final Pattern FENCE = Pattern.compile("(?m)^(`{3,})");

  private Fold() {}

  /// @param title Markdown-safe and free of HTML
  static String of(String title, String body) {
    return "<details><summary>" + title + "</summary>\n\n" + body.strip() + "\n\n</details>";
  }

  /// Paragraphs of prose, each escaped by itself.
  static String paragraphs(String text) {
    return Arrays.stream(text.strip().split("\\n\\s*\\n"))
        .map(each -> Markdown.prose(each.strip()))
        .collect(Collectors.joining("\n\n"));
  }

  /// What closes the fences and folds that are still open at the end of a text that was cut.
  static String closing(String text) {
    String open = "";
    var fences = FENCE.matcher(text);
    while (fences.find()) {
      if (open.isEmpty()) {
        open = fences.group(1);
      } else if (fences.group(1).length() >= open.length()) {
        open = "";
      }
    }
    int folds = count(text, "<details>") - count(text, "</details>");
    return (open.isEmpty() ? "" : "\n" + open) + "\n\n</details>".repeat(Math.max(0, folds));
  }

  private static int count(String text, String part) {
    return (text.length() - text.replace(part, "").length()) / part.length();
  }
}
