package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What GitHub's description demands of an answer beyond what the stand-in has to say: filled in where it is not there yet. Its links
/// lead nowhere.
final class Described {

  private static final String API = "https://api.github.invalid";
  private static final String PAGES = "https://github.invalid";
  private static final String BEGIN = "2026-01-01T00:00:00Z";

  private static final List<String> REPOSITORY_LINKS = List.of(
      "archive_url", "assignees_url", "blobs_url", "branches_url", "clone_url", "collaborators_url", "comments_url", "commits_url", "compare_url",
      "contents_url", "contributors_url", "deployments_url", "downloads_url", "events_url", "forks_url", "git_commits_url", "git_refs_url",
      "git_tags_url", "git_url", "hooks_url", "issue_comment_url", "issue_events_url", "issues_url", "keys_url", "labels_url", "languages_url",
      "merges_url", "milestones_url", "notifications_url", "pulls_url", "releases_url", "ssh_url", "stargazers_url", "statuses_url",
      "subscribers_url", "subscription_url", "svn_url", "tags_url", "teams_url", "trees_url");
  private static final List<String> USER_LINKS = List.of(
      "avatar_url", "events_url", "followers_url", "following_url", "gists_url", "organizations_url", "received_events_url", "repos_url",
      "starred_url", "subscriptions_url");

  private Described() {}

  static ObjectNode user(String login, long id, String type) {
    String name = path(login);
    ObjectNode user = node().put("login", login).put("id", id).put("node_id", "U_" + id).put("type", type).put("site_admin", false)
        .put("gravatar_id", "").put("url", API + "/users/" + name).put("html_url", PAGES + "/" + name);
    USER_LINKS.forEach(each -> user.put(each, API + "/users/" + name + "/" + each));
    return user;
  }

  static ObjectNode bot() {
    return user(Account.SLUG + "[bot]", 3, "Bot");
  }

  private static ObjectNode owner() {
    return user("example", 1, "Organization");
  }

  /// The App, but for what it is granted and told of.
  static ObjectNode app() {
    ObjectNode app = node().put("id", Long.parseLong(Account.APP_ID)).put("slug", Account.SLUG).put("node_id", "A_1").put("name", "Loopwarden")
        .put("description", "").put("external_url", PAGES).put("html_url", "https://github.com/apps/" + Account.SLUG).put("created_at", BEGIN)
        .put("updated_at", BEGIN).put("installations_count", 1);
    app.set("owner", owner());
    return app;
  }

  /// An installation of the App, on all repositories of its owner, but for what it is granted and told of.
  static ObjectNode installation(long id) {
    String self = API + "/app/installations/" + id;
    ObjectNode installation = node().put("id", id).put("app_id", Long.parseLong(Account.APP_ID)).put("app_slug", Account.SLUG)
        .put("target_id", 1).put("target_type", "Organization").putNull("single_file_name").put("repository_selection", "all")
        .put("access_tokens_url", self + "/access_tokens").put("html_url", PAGES + "/settings/installations/" + id)
        .put("repositories_url", API + "/installation/repositories").put("created_at", BEGIN).put("updated_at", BEGIN)
        .putNull("suspended_by").putNull("suspended_at");
    // The description of the list wants of an account what an organisation has and what an enterprise has.
    installation.set("account", owner().put("name", "example").put("slug", "example").put("created_at", BEGIN).put("updated_at", BEGIN));
    return installation;
  }

  /// A person as they see themselves.
  static ObjectNode profile(ObjectNode user) {
    List.of("bio", "blog", "company", "email", "hireable", "location", "name").forEach(user::putNull);
    List.of("followers", "following", "public_gists", "public_repos").forEach(each -> user.put(each, 0));
    return user.put("blog", "").put("created_at", BEGIN).put("updated_at", BEGIN);
  }

  /// A file as JSON gives it.
  static ObjectNode content(ObjectNode file, String fullName) {
    String self = API + "/repos/" + fullName + "/contents/" + path(file.path("path").asText());
    file.put("type", "file").put("encoding", "base64").put("url", self).put("git_url", self).put("html_url", self).put("download_url", self);
    file.putObject("_links").put("self", self).put("git", self).put("html", self);
    return file;
  }

  static ObjectNode repository(ObjectNode repository) {
    String name = repository.path("full_name").asText();
    REPOSITORY_LINKS.forEach(each -> repository.put(each, API + "/repos/" + name + "/" + each));
    List.of("has_issues", "has_projects", "has_wiki", "has_downloads").forEach(each -> repository.put(each, true));
    List.of("fork", "archived", "disabled", "has_pages", "has_discussions").forEach(each -> repository.put(each, false));
    List.of("forks", "forks_count", "open_issues", "open_issues_count", "size", "stargazers_count", "watchers", "watchers_count")
        .forEach(each -> repository.put(each, 0));
    List.of("description", "homepage", "language", "mirror_url", "license").forEach(repository::putNull);
    return repository.put("url", API + "/repos/" + name).put("html_url", PAGES + "/" + name).put("created_at", BEGIN).put("updated_at", BEGIN)
        .put("pushed_at", BEGIN);
  }

  /// A repository as its own page gives it: two counts more.
  static ObjectNode whole(ObjectNode repository) {
    return repository.put("network_count", 0).put("subscribers_count", 0);
  }

  /// A pull request as a list gives it: without what has to be counted.
  static ObjectNode listed(ObjectNode pull) {
    return pull.remove(List.of(
        "additions", "changed_files", "comments", "commits", "deletions", "maintainer_can_modify", "mergeable", "mergeable_state", "merged", "merged_by",
        "review_comments"));
  }

  static ObjectNode pull(ObjectNode pull, String fullName) {
    int number = pull.path("number").asInt();
    String self = API + "/repos/" + fullName + "/pulls/" + number;
    String page = PAGES + "/" + fullName + "/pull/" + number;
    pull.put("node_id", "PR_" + number).put("url", self).put("html_url", page).put("diff_url", page + ".diff").put("patch_url", page + ".patch")
        .put("issue_url", API + "/repos/" + fullName + "/issues/" + number).put("comments_url", self + "/comments").put("commits_url", self + "/commits")
        .put("review_comment_url", self + "/comments{/number}").put("review_comments_url", self + "/comments").put("statuses_url", self + "/statuses")
        .put("locked", false).put("author_association", "CONTRIBUTOR").put("maintainer_can_modify", false).put("mergeable_state", "clean")
        .put("created_at", BEGIN).put("additions", 0).put("deletions", 0).put("changed_files", 0).put("comments", 0).put("commits", 1)
        .put("review_comments", 0);
    List.of("assignee", "body", "merge_commit_sha", "merged_at", "milestone", "auto_merge", "mergeable", "merged_by").forEach(pull::putNull);
    if (pull.path("state").asText().equals("closed")) {
      pull.set("closed_at", pull.path("updated_at"));
    } else {
      pull.putNull("closed_at");
    }
    pull.putArray("labels");
    links(pull, self, "comments", "commits", "statuses", "html", "issue", "review_comments", "review_comment", "self");
    for (String side : List.of("base", "head")) {
      ObjectNode end = (ObjectNode) pull.path(side);
      JsonNode owner = end.at("/repo/owner");
      end.put("label", owner.path("login").asText() + ":" + end.path("ref").asText());
      end.set("user", owner);
    }
    return pull;
  }

  /// A comment, of whichever kind.
  static ObjectNode comment(ObjectNode comment, String fullName, int number, String now) {
    String id = comment.path("id").asText();
    String pull = API + "/repos/" + fullName + "/pulls/" + number;
    String page = PAGES + "/" + fullName + "/pull/" + number + "#comment-" + id;
    comment.put("node_id", "C_" + id).put("url", pull + "/comments/" + id).put("html_url", page).put("created_at", now).put("updated_at", now)
        .put("author_association", "NONE");
    comment.set("user", bot());
    return comment.has("path") ? reviewComment(comment, pull) : comment.put("issue_url", API + "/repos/" + fullName + "/issues/" + number);
  }

  private static ObjectNode reviewComment(ObjectNode comment, String pull) {
    if (!comment.has("pull_request_review_id")) {
      comment.putNull("pull_request_review_id");
    }
    comment.put("diff_hunk", "").put("pull_request_url", pull).set("original_commit_id", comment.path("commit_id"));
    return links(comment, pull, "self", "html", "pull_request");
  }

  static ObjectNode review(ObjectNode review, String fullName, int number) {
    String pull = API + "/repos/" + fullName + "/pulls/" + number;
    review.put("node_id", "RV_" + review.path("id").asText()).put("html_url", pull + "#review").put("pull_request_url", pull)
        .put("author_association", "NONE");
    review.set("user", bot());
    return links(review, pull, "html", "pull_request");
  }

  /// A check run as GitHub answers: what was not said of it is null, and buttons and annotations are not given back.
  static ObjectNode answered(ObjectNode run) {
    ObjectNode answer = run.deepCopy();
    answer.remove("actions");
    if (answer.path("output") instanceof ObjectNode output) {
      output.remove(List.of("annotations", "images"));
    }
    return answer;
  }

  /// A check run as it is kept after a request.
  static ObjectNode check(ObjectNode run, String fullName, ObjectNode app) {
    String self = API + "/repos/" + fullName + "/check-runs/" + run.path("id").asText();
    run.put("node_id", "CR_" + run.path("id").asText()).put("url", self).put("html_url", PAGES + "/" + fullName + "/runs/" + run.path("id").asText());
    run.set("app", app);
    run.putObject("check_suite").put("id", 1);
    run.putArray("pull_requests");
    nulls(run, "details_url", "conclusion", "started_at", "completed_at", "external_id");
    ObjectNode output = run.path("output") instanceof ObjectNode told ? told : run.putObject("output");
    nulls(output, "title", "summary", "text");
    output.put("annotations_count", output.path("annotations").size()).put("annotations_url", self + "/annotations");
    return run;
  }

  static ObjectNode commit(String sha, String fullName) {
    String self = API + "/repos/" + fullName + "/commits/" + sha;
    ObjectNode commit = node().put("sha", sha).put("node_id", "CO_" + sha).put("url", self).put("html_url", PAGES + "/" + fullName + "/commit/" + sha)
        .put("comments_url", self + "/comments");
    commit.set("author", user("a-developer", 2, "User"));
    commit.set("committer", commit.path("author"));
    ObjectNode told = commit.putObject("commit").put("comment_count", 0).put("message", "").put("url", self);
    told.putObject("author").put("name", "A developer").put("email", "a-developer@github.invalid").put("date", BEGIN);
    told.set("committer", told.path("author"));
    told.putObject("tree").put("sha", sha).put("url", self);
    commit.putArray("parents");
    return commit;
  }

  static void file(ObjectNode file, String fullName, String head) {
    String path = fullName + "/" + head + "/" + path(file.path("filename").asText());
    file.put("blob_url", PAGES + "/blob/" + path).put("raw_url", PAGES + "/raw/" + path).put("contents_url", API + "/contents/" + path);
  }

  static ObjectNode comparison(ObjectNode comparison, String fullName, String range) {
    String page = PAGES + "/" + fullName + "/compare/" + range;
    return comparison.put("url", API + "/repos/" + fullName + "/compare/" + range).put("html_url", page).put("permalink_url", page)
        .put("diff_url", page + ".diff").put("patch_url", page + ".patch");
  }

  private static String path(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static ObjectNode links(ObjectNode node, String target, String... names) {
    ObjectNode links = node.putObject("_links");
    for (String each : names) {
      links.putObject(each).put("href", target);
    }
    return node;
  }

  private static void nulls(ObjectNode node, String... names) {
    for (String each : names) {
      if (!node.has(each)) {
        node.putNull(each);
      }
    }
  }

  private static ObjectNode node() {
    return Hosted.JSON.createObjectNode();
  }
}
