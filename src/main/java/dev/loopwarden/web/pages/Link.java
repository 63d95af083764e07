package dev.loopwarden.web.pages;

import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.RepositoryRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Addresses on GitHub's pages.
public final class Link {

  private Link() {}

  /// The files of a commit; `/path#L1` behind it is a line.
  static String files(String github, RepositoryRef repository, CommitId head) {
    return github + "/" + part(repository.owner()) + "/" + part(repository.name()) + "/blob/" + head;
  }

  static String line(String github, RepositoryRef repository, CommitId head, String path, int line) {
    return files(github, repository, head) + "/" + encoded(path) + "#L" + line;
  }

  /// A path, each of its parts encoded.
  public static String encoded(String path) {
    var out = new StringBuilder();
    for (String each : path.split("/", -1)) {
      out.append(out.isEmpty() ? "" : "/").append(part(each));
    }
    return out.toString();
  }

  private static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
