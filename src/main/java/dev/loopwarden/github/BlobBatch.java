package dev.loopwarden.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads many files of a commit in one GraphQL query; a file that the query cannot give whole, byte for byte, is read raw.
///
/// GitHub cuts `text` at 512,000 bytes and gives it only of what is UTF-8: the blob id is computed again from what came. What is longer is
/// read raw at once; what is so long that no review looks at it is not read at all.
final class BlobBatch {

  private static final int IN_A_QUERY = 50;
  private static final long BYTES_IN_A_QUERY = 4L << 20;
  private static final long TEXT_MAX = 512_000;

  /// A longer file is taken for one that is not there.
  private static final long FILE_MAX = 16L << 20;

  /// A query that failed is asked again in parts: GitHub gives up on answers that take it too long.
  private static final int PARTS = 4;

  private final Api api;
  private final RepositoryRef repository;
  private final Secret token;

  BlobBatch(Api api, RepositoryRef repository, Secret token) {
    this.api = api;
    this.repository = repository;
    this.token = token;
  }

  /// The files at these paths, those that exist.
  ///
  /// @param sizes bytes by path, as far as they are known
  Map<String, SourceFile> read(CommitId commit, List<String> paths, Map<String, Long> sizes) throws IOException {
    Map<String, SourceFile> files = new HashMap<>();
    var batch = new ArrayList<String>();
    long bytes = 0;
    for (String each : paths.stream().sorted().toList()) {
      long size = sizes.getOrDefault(each, 0L);
      if (size > TEXT_MAX) {
        Optional<SourceFile> file = size > FILE_MAX ? Optional.empty() : raw(commit, each);
        file.ifPresent(found -> files.put(each, found));
        continue;
      }
      if (batch.size() == IN_A_QUERY || bytes + size > BYTES_IN_A_QUERY) {
        ask(commit, batch, files);
        batch.clear();
        bytes = 0;
      }
      batch.add(each);
      bytes += size;
    }
    ask(commit, batch, files);
    return files;
  }

  private void ask(CommitId commit, List<String> paths, Map<String, SourceFile> into) throws IOException {
    if (paths.isEmpty()) {
      return;
    }
    try {
      query(commit, paths, into);
    } catch (Limited | Rejected told) {
      throw told;
    } catch (IOException failed) {
      if (paths.size() <= PARTS) {
        throw failed;
      }
      int part = (paths.size() + PARTS - 1) / PARTS;
      for (int from = 0; from < paths.size(); from += part) {
        query(commit, paths.subList(from, Math.min(from + part, paths.size())), into);
      }
    }
  }

  private void query(CommitId commit, List<String> paths, Map<String, SourceFile> into) throws IOException {
    var query = new StringBuilder("query { repository(owner: ").append(quoted(repository.owner()))
        .append(", name: ").append(quoted(repository.name())).append(") {");
    for (int i = 0; i < paths.size(); i++) {
      query.append(" f").append(i).append(": object(expression: ").append(quoted(commit + ":" + paths.get(i)))
          .append(") { ... on Blob { oid byteSize isTruncated isBinary text } }");
    }
    JsonNode answer = ask(query.append(" } }").toString());
    JsonNode found = answer.at("/data/repository");
    Set<String> failed = new HashSet<>();
    answer.path("errors").forEach(error -> failed.add(error.at("/path/1").asText()));
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      JsonNode blob = found.path("f" + i);
      if (blob.isNull() && !failed.contains("f" + i)) {
        continue;
      }
      Optional<SourceFile> file = whole(path, blob);
      if (file.isEmpty() && blob.path("byteSize").asLong(0) <= FILE_MAX) {
        file = raw(commit, path);
      }
      file.ifPresent(each -> into.put(path, each));
    }
  }

  /// A server without GraphQL is asked file by file.
  private JsonNode ask(String query) throws IOException {
    JsonNode answer;
    try {
      answer = api.query(query, token);
    } catch (Rejected without) {
      if (without.status() == 404) {
        return MissingNode.getInstance();
      }
      throw without;
    }
    if (!answer.at("/data/repository").isObject()) {
      throw new IOException("GraphQL gave no repository: " + Redaction.of(answer.at("/errors/0/message").asText("no reason told")));
    }
    return answer;
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
    return api.raw("/repos/" + repository.fullName() + "/contents/" + encoded + "?ref=" + commit, token)
        .map(bytes -> SourceFile.of(path, bytes));
  }

  private static String quoted(String text) throws IOException {
    return Api.JSON.writeValueAsString(text);
  }
}
