package dev.loopwarden.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHCommit;
import org.kohsuke.github.GHCompare;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestFileDetail;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHTree;
import org.kohsuke.github.GHTreeEntry;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.extras.okhttp3.OkHttpGitHubConnector;

/// Reads what a review needs of one repository.
public final class RepositoryReader {

  private static final int BLOBS_IN_A_QUERY = 50;

  private final GithubApp app;
  private final Api api;
  private final RepositoryRef repository;
  private @Nullable GHRepository opened;
  private Listing headListing = new Listing(Map.of(), false);
  private @Nullable CommitId listed;

  RepositoryReader(GithubApp app, Api api, RepositoryRef repository) {
    this.app = app;
    this.api = api;
    this.repository = repository;
  }

  /// All that a review of this change reads.
  public Snapshot snapshot(Change change, Earlier earlier, Limits limits) throws IOException {
    try {
      GHCompare compare = repository().getCompare(change.base().sha(), change.head().sha());
      CommitId mergeBase = new CommitId(compare.getMergeBaseCommit().getSHA1());
      List<FileDiff> diffs = change.pullRequest().isPresent()
          ? files(repository().getPullRequest(change.pullRequest().get().number()))
          : compared(compare);
      headListing = listing(change.head());
      listed = change.head();
      return Reading.snapshot(change, mergeBase, diffs, headListing, earlier, limits, this::filesAt);
    } catch (UncheckedIOException wrapped) {
      throw wrapped.getCause();
    }
  }

  /// A pull request as it is now.
  public Change pullRequest(int number) throws IOException {
    return EventDecoder.change(api.get(path("/pulls/" + number), app.token(repository)), repository);
  }

  /// The open pull requests whose head is this commit.
  public List<Integer> pullRequestsOf(CommitId head) throws IOException {
    var numbers = new ArrayList<Integer>();
    for (JsonNode each : api.pages(path("/commits/" + head + "/pulls"), "", app.token(repository))) {
      if (each.path("state").asText().equals("open") && each.at("/head/sha").asText().equals(head.sha())) {
        numbers.add(each.path("number").asInt());
      }
    }
    return numbers;
  }

  private List<FileDiff> files(GHPullRequest pull) throws IOException {
    var diffs = new ArrayList<FileDiff>();
    for (GHPullRequestFileDetail each : pull.listFiles().withPageSize(100).toList()) {
      diffs.add(diff(each.getFilename(), each.getPreviousFilename(), each.getStatus(), each.getPatch()));
    }
    return diffs;
  }

  private static List<FileDiff> compared(GHCompare compare) {
    var diffs = new ArrayList<FileDiff>();
    for (GHCommit.File each : compare.getFiles()) {
      diffs.add(diff(each.getFileName(), each.getPreviousFilename(), each.getStatus(), each.getPatch()));
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
    GHTree tree = repository().getTreeRecursive(commit.sha(), 1);
    Map<String, BlobId> files = new HashMap<>();
    for (GHTreeEntry each : tree.getTree()) {
      if (each.getType().equals("blob") && !each.getMode().equals("120000")) {
        files.put(each.getPath(), new BlobId(each.getSha()));
      }
    }
    return new Listing(files, tree.isTruncated());
  }

  private Map<String, SourceFile> filesAt(CommitId commit, Set<String> paths) {
    boolean isHead = commit.equals(listed);
    List<String> wanted = paths.stream().filter(each -> !isHead || headListing.truncated() || headListing.has(each)).sorted().toList();
    Map<String, SourceFile> files = new HashMap<>();
    try {
      for (int from = 0; from < wanted.size(); from += BLOBS_IN_A_QUERY) {
        batch(commit, wanted.subList(from, Math.min(from + BLOBS_IN_A_QUERY, wanted.size())), files);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return files;
  }

  /// Many files in one query; those that it cannot give whole are read raw.
  private void batch(CommitId commit, List<String> paths, Map<String, SourceFile> into) throws IOException {
    var query = new StringBuilder("query { repository(owner: ").append(quoted(repository.owner()))
        .append(", name: ").append(quoted(repository.name())).append(") {");
    for (int i = 0; i < paths.size(); i++) {
      query.append(" f").append(i).append(": object(expression: ").append(quoted(commit + ":" + paths.get(i)))
          .append(") { ... on Blob { oid byteSize isTruncated isBinary text } }");
    }
    JsonNode found;
    try {
      found = api.query(query.append(" } }").toString(), app.token(repository)).at("/data/repository");
    } catch (Rejected without) {
      found = MissingNode.getInstance();
    }
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      JsonNode blob = found.path("f" + i);
      if (found.isObject() && blob.isNull()) {
        continue;
      }
      Optional<SourceFile> file = whole(path, blob);
      if (file.isEmpty()) {
        file = raw(commit, path);
      }
      file.ifPresent(each -> into.put(path, each));
    }
  }

  /// The text of a blob, if it is the blob's every byte.
  private static Optional<SourceFile> whole(String path, JsonNode blob) {
    if (!blob.path("text").isTextual() || blob.path("isTruncated").asBoolean() || blob.path("isBinary").asBoolean()) {
      return Optional.empty();
    }
    SourceFile file = SourceFile.of(path, blob.path("text").asText());
    return file.blobId().hex().equals(blob.path("oid").asText()) ? Optional.of(file) : Optional.empty();
  }

  private Optional<SourceFile> raw(CommitId commit, String path) throws IOException {
    String encoded = URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
    return api.raw(path("/contents/" + encoded + "?ref=" + commit), app.token(repository)).map(bytes -> SourceFile.of(path, bytes));
  }

  private static String quoted(String text) throws IOException {
    return Api.JSON.writeValueAsString(text);
  }

  private String path(String rest) {
    return "/repos/" + repository.fullName() + rest;
  }

  private GHRepository repository() throws IOException {
    if (opened == null) {
      OkHttpClient client = api.client().newBuilder().addInterceptor(readsOnly()).build();
      GitHub hub = new GitHubBuilder()
          .withEndpoint(api.address())
          .withAppInstallationToken(app.token(repository).reveal())
          .withConnector(new OkHttpGitHubConnector(client))
          .build();
      opened = hub.getRepository(repository.fullName());
    }
    return opened;
  }

  /// hub4j repeats writes and sleeps on limits: here it may only read, and a limit is told at once.
  private Interceptor readsOnly() {
    return chain -> {
      if (!chain.request().method().equals("GET")) {
        throw new IllegalStateException("no write goes through hub4j: " + chain.request().method());
      }
      Response response = chain.proceed(chain.request());
      if (!response.isSuccessful() && response.code() != 304) {
        String body = response.peekBody(1 << 16).string();
        var until = RateLimit.until(response, body, api.now());
        if (until.isPresent()) {
          response.close();
          throw new Limited(chain.request().url().encodedPath() + ": " + response.code(), until.get());
        }
      }
      return response;
    };
  }
}
