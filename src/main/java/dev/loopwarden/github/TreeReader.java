package dev.loopwarden.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.analysis.ProjectFiles;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Reads a repository whole, at one commit: one tarball, streamed through memory, its Python and project files kept, nothing unpacked.
public final class TreeReader {

  private final GithubApp app;
  private final Api api;
  private final RepositoryRef repository;

  TreeReader(GithubApp app, Api api, RepositoryRef repository) {
    this.app = app;
    this.api = api;
    this.repository = repository;
  }

  /// How much of a repository is read.
  ///
  /// @param files Python files
  /// @param fileBytes of one file
  /// @param totalBytes of all Python files together
  /// @param streamBytes of the unpacked tarball: what comes behind that is not looked at
  public record Cap(int files, int fileBytes, long totalBytes, long streamBytes) {

    public static final Cap DEFAULT = new Cap(3_000, 1 << 20, 48L << 20, 2L << 30);
  }

  /// What was read.
  ///
  /// @param python by path
  /// @param project files that say what the project is and how it wants to be reviewed
  /// @param unread what was left out, and why
  public record Tree(Map<String, SourceFile> python, Map<String, SourceFile> project, List<NotChecked> unread) {
    public Tree {
      unread = List.copyOf(unread);
    }
  }

  /// The tip of the default branch; empty where the repository has no commit, or is not there for us.
  public Optional<CommitId> tip() throws IOException {
    try {
      Secret token = app.token(repository);
      String branch = String.valueOf(Hub.told(() -> Hub.open(api, () -> token).getRepository(repository.fullName())).getDefaultBranch());
      String name = URLEncoder.encode(branch, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
      JsonNode same = api.get(path("/compare/" + name + "..." + name), app.token(repository));
      return Optional.of(new CommitId(same.at("/base_commit/sha").asText()));
    } catch (Rejected none) {
      if (none.status() == 404 || none.status() == 409) {
        return Optional.empty();
      }
      throw none;
    }
  }

  /// Which files a commit has.
  public Listing listing(CommitId commit) throws IOException {
    JsonNode tree = api.get(path("/git/trees/" + commit + "?recursive=1"), app.token(repository));
    Map<String, BlobId> files = new HashMap<>();
    for (JsonNode each : tree.path("tree")) {
      if (each.path("type").asText().equals("blob") && !each.path("mode").asText().equals("120000")) {
        files.put(each.path("path").asText(), new BlobId(each.path("sha").asText()));
      }
    }
    return new Listing(files, tree.path("truncated").asBoolean());
  }

  /// All Python files, and the project's.
  ///
  /// @param listing of the commit
  public Tree read(CommitId commit, Listing listing, Cap cap) throws IOException {
    Set<String> projectFiles = ProjectFiles.paths(listing.files().keySet());
    return api.stream(path("/tarball/" + commit), app.token(repository), stream -> unpack(stream, projectFiles, cap));
  }

  private static Tree unpack(InputStream stream, Set<String> projectFiles, Cap cap) throws IOException {
    Map<String, SourceFile> python = new TreeMap<>();
    Map<String, SourceFile> project = new HashMap<>();
    var unread = new ArrayList<NotChecked>();
    long total = 0;
    long passed = 0;
    try (var tar = new TarArchiveInputStream(new GZIPInputStream(stream))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        passed += entry.getSize();
        if (passed > cap.streamBytes()) {
          unread.add(new NotChecked(".", 0, "the repository is over " + cap.streamBytes() + " bytes; what comes behind that was not read", NotChecked.Cause.LIMIT));
          break;
        }
        String path = entry.getName().substring(entry.getName().indexOf('/') + 1);
        boolean isProject = projectFiles.contains(path);
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || path.isEmpty() || (!path.endsWith(".py") && !isProject)) {
          continue;
        }
        Optional<String> tooMuch = overLimit(entry.getSize(), python.size(), total, cap);
        if (tooMuch.isPresent()) {
          unread.add(new NotChecked(path, 0, tooMuch.get(), NotChecked.Cause.LIMIT));
          continue;
        }
        total += entry.getSize();
        SourceFile file = SourceFile.of(path, tar.readNBytes((int) entry.getSize()));
        (isProject ? project : python).put(path, file);
      }
    }
    return new Tree(python, project, unread);
  }

  private static Optional<String> overLimit(long size, int files, long total, Cap cap) {
    if (size > cap.fileBytes()) {
      return Optional.of("over the limit of " + cap.fileBytes() + " bytes for a file");
    }
    if (files >= cap.files()) {
      return Optional.of("over the limit of " + cap.files() + " Python files for a repository");
    }
    return total + size > cap.totalBytes() ? Optional.of("over the limit of " + cap.totalBytes() + " bytes for a repository") : Optional.empty();
  }

  private String path(String rest) {
    return "/repos/" + repository.fullName() + rest;
  }
}
