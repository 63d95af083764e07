package dev.loopwarden.review;

import dev.loopwarden.pull.CommitId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Places in the code as Markdown: links to the lines of this head where the repository's address is known.
record Links(Optional<String> webBase, CommitId head) {

  String place(String path, int line) {
    return link(Markdown.code(path + ":" + line), path, line);
  }

  /// The file's name alone, for the narrow column of a table.
  String briefPlace(String path, int line) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return link(Markdown.codeCell(name + ":" + line), path, line);
  }

  String rule(String ruleId) {
    return Markdown.code(ruleId);
  }

  private String link(String text, String path, int line) {
    return webBase
        .map(base -> "[" + text + "](" + base + "/blob/" + head + "/" + encode(path) + "#L" + line + ")")
        .orElse(text);
  }

  private static String encode(String path) {
    var out = new StringBuilder();
    for (String part : path.split("/", -1)) {
      out.append(out.isEmpty() ? "" : "/").append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A"));
    }
    return out.toString();
  }
}
