package dev.loopwarden.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;

/// What a request asks for, without names and numbers: `/repos/*/pulls/*/files`. There are few of them, whatever repositories are called.
final class Route {

  private static final Set<String> WORDS = Set.of(
      "access_token", "access_tokens", "annotations", "app", "app-manifests", "attempts", "blobs", "check-runs", "check-suites", "comments", "commits",
      "conversions", "deliveries", "files", "git", "graphql", "hook", "installation", "installations", "issues", "login", "oauth", "pulls",
      "repositories", "reviews", "user");

  /// Behind these there is a name, which may have slashes in it.
  private static final Set<String> LAST = Set.of("compare", "contents", "tarball", "trees");

  private static final String NAME = "*";

  private Route() {}

  static String of(HttpUrl url) {
    List<String> segments = url.pathSegments();
    int first = segments.size() > 1 && segments.getFirst().equals("api") ? (segments.get(1).equals("v3") ? 2 : 1) : 0;
    var route = new ArrayList<String>();
    for (int i = first; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (LAST.contains(segment)) {
        route.add(segment);
        route.add(NAME);
        break;
      }
      if (i == first && segment.equals("repos")) {
        route.add(segment);
        route.add(NAME);
        i += 2;
      } else if (WORDS.contains(segment)) {
        route.add(segment);
      } else if (route.isEmpty() || !route.getLast().equals(NAME)) {
        route.add(NAME);
      }
    }
    return "/" + String.join("/", route);
  }
}
