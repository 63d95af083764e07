package dev.loopwarden.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopwarden.analysis.FactStore;
import dev.loopwarden.analysis.Limits;
import dev.loopwarden.analysis.Reading;
import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.FileDiff;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.pull.Patch;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what a review needs of one repository: a compare, the head's tree, and files in batches. What it costs is counted in
/// `docs/github-facts.md`.
public final class RepositoryReader {

  /// GitHub's compare names no more files.
  private static final int COMPARE_FILES_MAX = 300;

  /// From so many files on, the whole repository is read as one archive.
  private static final int ARCHIVE_FROM = 150;

  private final GithubApp app;
  private final Api api;
  private final RepositoryRef repository;
  private final Blobs blobs;

  RepositoryReader(GithubApp app, Api api, RepositoryRef repository, Blobs blobs) {
    this.app = app;
    this.api = api;
    this.repository = repository;
    this.blobs = blobs;
  }

  /// All that a review of this change reads.
  ///
  /// @param store has what was told of unchanged modules before
  public Snapshot snapshot(Change change, Earlier earlier, Limits limits, FactStore store) throws IOException {
    JsonNode compare = api.get(path("/compare/" + change.base() + "..." + change.head() + "?per_page=1&page=1"), token());
    CommitId mergeBase = commit(compare.at("/merge_base_commit/sha"));
    boolean whole = compare.path("files").size() < COMPARE_FILES_MAX || change.pullRequest().isEmpty();
    List<FileDiff> diffs = diffs(whole ? list(compare.path("files"))
        : api.pages(path("/pulls/" + change.pullRequest().orElseThrow().number() + "/files"), "", token()));
    Listing listing = listing(change.head());
    try {
      return Reading.snapshot(change, mergeBase, diffs, listing, earlier, limits, (commit, paths) ->
          commit.equals(change.head()) ? head(commit, listing, paths, limits) : elsewhere(commit, paths), store);
    } catch (UncheckedIOException wrapped) {
      throw wrapped.getCause();
    }
  }

  /// A pull request as it is now.
  public Change pullRequest(int number) throws IOException {
    return EventDecoder.change(pull(number), repository);
  }

  /// A pull request as it is now; empty where it is closed.
  public Optional<Change> openPullRequest(int number) throws IOException {
    JsonNode pull = pull(number);
    return switch (pull.path("state").asText()) {
      case "open" -> Optional.of(EventDecoder.change(pull, repository));
      case "closed" -> Optional.empty();
      default -> throw new IOException("GitHub's answer does not say whether the pull request is open");
    };
  }

  private JsonNode pull(int number) throws IOException {
    return api.get(path("/pulls/" + number), token());
  }

  /// The open pull requests whose head is this commit.
  public List<Integer> pullRequestsOf(CommitId head) throws IOException {
    var numbers = new ArrayList<Integer>();
    for (JsonNode each : api.pages(path("/commits/" + head + "/pulls"), "", token())) {
      if (each.path("state").asText().equals("open") && each.at("/head/sha").asText().equals(head.sha())) {
        numbers.add(each.path("number").asInt());
      }
    }
    return numbers;
  }

  private static List<FileDiff> diffs(List<JsonNode> files) throws IOException {
    var diffs = new ArrayList<FileDiff>();
    for (JsonNode each : files) {
      if (!each.path("filename").isTextual() || !each.path("status").isTextual()) {
        throw new IOException("a changed file has no name or status");
      }
      diffs.add(diff(each.path("filename").asText(), text(each.path("previous_filename")), each.path("status").asText(), text(each.path("patch"))));
    }
    return diffs;
  }

  private static FileDiff diff(String path, @Nullable String previous, String status, @Nullable String patch) {
    FileDiff.Status known;
    try {
      known = FileDiff.Status.valueOf(status.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException newer) {
      known = FileDiff.Status.CHANGED;
    }
    boolean renamedOnly = known == FileDiff.Status.RENAMED && patch == null;
    return new FileDiff(
        path, Optional.ofNullable(previous), known,
        renamedOnly ? Optional.of(List.of()) : Optional.ofNullable(patch).flatMap(Patch::parse));
  }

  private Listing listing(CommitId commit) throws IOException {
    JsonNode tree = api.get(path("/git/trees/" + commit + "?recursive=1"), token());
    Map<String, BlobId> files = new HashMap<>();
    Map<String, Long> sizes = new HashMap<>();
    for (JsonNode each : list(tree.path("tree"))) {
      if (each.path("type").asText().equals("blob") && !each.path("mode").asText().equals("120000")) {
        files.put(each.path("path").asText(), new BlobId(each.path("sha").asText()));
        if (each.path("size").isIntegralNumber() && each.path("path").asText().endsWith(".py")) {
          sizes.put(each.path("path").asText(), each.path("size").asLong());
        }
      }
    }
    return new Listing(files, tree.path("truncated").asBoolean(false), sizes);
  }

  /// Files of the head: what was read before is not read again, very many are read as one archive, and what is over the limit not at all.
  private Map<String, SourceFile> head(CommitId commit, Listing listing, Set<String> paths, Limits limits) {
    Map<String, SourceFile> found = new TreeMap<>();
    var missing = new ArrayList<String>();
    for (String each : paths) {
      Optional<SourceFile> known = listing.blob(each).flatMap(id -> blobs.find(repository.id(), id, each));
      known.ifPresent(file -> found.put(each, file));
      if (known.isEmpty() && (listing.truncated() || listing.has(each)) && !listing.isOver(each, limits.fileBytes())) {
        missing.add(each);
      }
    }
    try {
      if (missing.size() > ARCHIVE_FROM) {
        archive(commit, listing, limits).forEach((path, file) -> {
          if (missing.remove(path)) {
            found.put(path, file);
          }
        });
      }
      Map<String, SourceFile> read = batch().read(commit, missing, listing.sizes());
      read.values().forEach(each -> blobs.keep(repository.id(), each));
      found.putAll(read);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return found;
  }

  /// Files of another commit, whose tree is not known.
  private Map<String, SourceFile> elsewhere(CommitId commit, Set<String> paths) {
    Map<String, SourceFile> found = new TreeMap<>();
    var missing = new ArrayList<String>();
    for (String each : paths) {
      blobs.at(repository.id(), commit, each).ifPresentOrElse(
          known -> known.ifPresent(file -> found.put(each, file)), () -> missing.add(each));
    }
    try {
      Map<String, SourceFile> read = batch().read(commit, missing, Map.of());
      missing.forEach(each -> blobs.keep(repository.id(), commit, each, Optional.ofNullable(read.get(each))));
      found.putAll(read);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return found;
  }

  /// The Python files of a commit from its archive; only those whose bytes are what the tree says.
  private Map<String, SourceFile> archive(CommitId commit, Listing listing, Limits limits) throws IOException {
    TreeReader.Cap cap = TreeReader.Cap.DEFAULT;
    TreeReader.Tree tree = app.tree(repository).read(
        commit, listing, new TreeReader.Cap(cap.files(), limits.fileBytes(), cap.totalBytes(), cap.streamBytes()));
    Map<String, SourceFile> files = new HashMap<>();
    tree.python().forEach((path, file) -> {
      if (listing.blob(path).map(file.blobId()::equals).orElse(false)) {
        blobs.keep(repository.id(), file);
        files.put(path, file);
      }
    });
    return files;
  }

  private BlobBatch batch() throws IOException {
    return new BlobBatch(api, repository, token());
  }

  private Secret token() throws IOException {
    return app.token(repository);
  }

  private static List<JsonNode> list(JsonNode array) throws IOException {
    if (!array.isArray()) {
      throw new IOException("GitHub's answer has no list where one belongs");
    }
    var list = new ArrayList<JsonNode>();
    array.forEach(list::add);
    return list;
  }

  private static CommitId commit(JsonNode node) throws IOException {
    try {
      return new CommitId(node.asText());
    } catch (IllegalArgumentException none) {
      throw new IOException("GitHub's answer has no commit id where one belongs", none);
    }
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  private String path(String rest) {
    return "/repos/" + repository.fullName() + rest;
  }
}
