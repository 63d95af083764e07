package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.git.LocalRepository;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.FileDiff;
import dev.loopwarden.pull.Hunk;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.source.BlobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A repository at the stand-in: its Git objects, its pull requests, and all that was written about them. Not thread-safe.
final class Hosted {

  static final ObjectMapper JSON = new ObjectMapper();

  private final LocalRepository git;
  private final long id;
  private long installation;
  private String owner;
  private String name;
  private @Nullable CommitId tip;
  private final Map<Integer, Pull> pulls = new HashMap<>();
  private final Map<CommitId, Listing> listings = new HashMap<>();
  private final Map<BlobId, Integer> sizes = new HashMap<>();
  private final List<ObjectNode> checkRuns = new ArrayList<>();
  private final Map<Integer, List<ObjectNode>> reviews = new HashMap<>();
  private final Map<Integer, List<ObjectNode>> reviewComments = new HashMap<>();
  private final Map<Integer, List<ObjectNode>> issueComments = new HashMap<>();

  Hosted(LocalRepository git, long id, long installation, String owner, String name) {
    this.git = git;
    this.id = id;
    this.installation = installation;
    this.owner = owner;
    this.name = name;
  }

  /// A pull request.
  record Pull(int number, CommitId base, CommitId head, String title, boolean open, boolean draft, boolean fork, Instant updated) {}

  /// The tip of the default branch.
  CommitId tip() {
    return tip == null ? git.resolve("main") : tip;
  }

  void setTip(CommitId commit) {
    this.tip = commit;
  }

  /// A commit, or the default branch by its name.
  CommitId resolve(String revision) {
    return revision.equals("main") ? tip() : git.resolve(revision);
  }

  void rename(String other) {
    name = other;
  }

  void transfer(String newOwner, long newInstallation) {
    owner = newOwner;
    installation = newInstallation;
  }

  long id() {
    return id;
  }

  /// The installation that it belongs to.
  long installation() {
    return installation;
  }

  LocalRepository git() {
    return git;
  }

  String fullName() {
    return owner + "/" + name;
  }

  Listing listing(CommitId commit) {
    return listings.computeIfAbsent(commit, git::listing);
  }

  /// Bytes of a file.
  int size(BlobId blob) {
    return sizes.computeIfAbsent(blob, each -> git.read(each).map(bytes -> bytes.length).orElse(0));
  }

  void set(Pull pull) {
    pulls.put(pull.number(), pull);
  }

  Optional<Pull> pull(int number) {
    return Optional.ofNullable(pulls.get(number));
  }

  List<Pull> pulls() {
    return List.copyOf(pulls.values());
  }

  List<ObjectNode> checkRuns() {
    return checkRuns;
  }

  List<ObjectNode> reviews(int number) {
    return reviews.computeIfAbsent(number, _ -> new ArrayList<>());
  }

  List<ObjectNode> reviewComments(int number) {
    return reviewComments.computeIfAbsent(number, _ -> new ArrayList<>());
  }

  List<ObjectNode> issueComments(int number) {
    return issueComments.computeIfAbsent(number, _ -> new ArrayList<>());
  }

  Optional<ObjectNode> comment(long comment, boolean ofReview) {
    return (ofReview ? reviewComments : issueComments).values().stream().flatMap(List::stream)
        .filter(each -> each.path("id").asLong() == comment).findFirst();
  }

  /// The App has another name: all that it said stands under that one.
  void renameApp(String slug) {
    Stream.of(reviews, reviewComments, issueComments).flatMap(each -> each.values().stream()).flatMap(List::stream)
        .filter(each -> each.at("/user/type").asText().equals("Bot")).forEach(each -> ((ObjectNode) each.path("user")).put("login", slug + "[bot]"));
  }

  ObjectNode json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", id).put("node_id", "R_" + id).put("name", name).put("full_name", fullName()).put("private", true)
        .put("default_branch", "main");
    json.set("owner", Described.user(owner, 1, "Organization"));
    return Described.repository(json);
  }

  ObjectNode json(Pull pull) {
    ObjectNode json = JSON.createObjectNode();
    json.put("id", 90_000L + pull.number()).put("number", pull.number()).put("state", pull.open() ? "open" : "closed").put("title", pull.title())
        .put("draft", pull.draft()).put("updated_at", pull.updated().toString()).put("merged", false);
    ObjectNode base = json.putObject("base").put("ref", "main").put("sha", pull.base().sha());
    base.set("repo", json());
    ObjectNode head = json.putObject("head").put("ref", "change-" + pull.number()).put("sha", pull.head().sha());
    head.set("repo", pull.fork() ? json().put("id", id + 500_000).put("full_name", "a-stranger/" + name) : json());
    json.set("user", Described.user("a-developer", 2, "User"));
    return Described.pull(json, fullName()).put("comments", issueComments(pull.number()).size())
        .put("review_comments", reviewComments(pull.number()).size());
  }

  /// The files of a change as GitHub lists them, each with its patch.
  ArrayNode files(List<FileDiff> diffs, CommitId head) {
    ArrayNode files = JSON.createArrayNode();
    for (FileDiff diff : diffs) {
      ObjectNode file = files.addObject();
      file.put("filename", diff.path()).put("status", diff.status().name().toLowerCase(Locale.ROOT));
      listing(head).blob(diff.path()).ifPresentOrElse(blob -> file.put("sha", blob.hex()), () -> file.putNull("sha"));
      diff.previousPath().ifPresent(previous -> file.put("previous_filename", previous));
      int added = count(diff, Hunk.Kind.ADDED);
      int removed = count(diff, Hunk.Kind.REMOVED);
      file.put("additions", added).put("deletions", removed).put("changes", added + removed);
      diff.patch().filter(hunks -> !hunks.isEmpty()).ifPresent(hunks -> file.put("patch", patch(hunks)));
      Described.file(file, fullName(), head.sha());
    }
    return files;
  }

  private static int count(FileDiff diff, Hunk.Kind kind) {
    return (int) diff.hunks().stream().flatMap(each -> each.lines().stream()).filter(each -> each.kind() == kind).count();
  }

  private static String patch(List<Hunk> hunks) {
    var out = new ArrayList<String>();
    for (Hunk hunk : hunks) {
      out.add("@@ -" + hunk.oldStart() + "," + hunk.oldCount() + " +" + hunk.newStart() + "," + hunk.newCount() + " @@"
          + (hunk.heading().isEmpty() ? "" : " " + hunk.heading()));
      for (Hunk.Line line : hunk.lines()) {
        out.add(switch (line.kind()) {
          case CONTEXT -> " ";
          case ADDED -> "+";
          case REMOVED -> "-";
        } + line.text());
        if (!line.endsWithNewline()) {
          out.add("\\ No newline at end of file");
        }
      }
    }
    return String.join("\n", out);
  }
}
