package dev.loopwarden.analysis;

import dev.loopwarden.pull.CommitId;
import dev.loopwarden.source.BlobId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Keeps what was told of one repository's modules and commits, as bytes that it does not look into. It may forget anything at any
/// time: all can be made again.
public interface FactStore {

  /// Which of these it has.
  Set<BlobId> has(Set<BlobId> blobs);

  /// The facts of these modules, of those that it has.
  Map<BlobId, byte[]> facts(Set<BlobId> blobs);

  void keep(Map<BlobId, byte[]> facts);

  /// The index of a commit.
  ///
  /// @param version of the analyser that made it
  Optional<byte[]> index(CommitId commit, String version);

  /// The index that was kept last.
  Optional<byte[]> newestIndex(String version);

  void keepIndex(CommitId commit, String version, byte[] index);

  /// Forgets all when it is forgotten itself.
  static FactStore inMemory() {
    return new FactStore() {
      private final Map<BlobId, byte[]> facts = new HashMap<>();
      private final LinkedHashMap<String, byte[]> indices = new LinkedHashMap<>();

      @Override
      public Set<BlobId> has(Set<BlobId> blobs) {
        var found = new HashSet<>(blobs);
        found.retainAll(facts.keySet());
        return found;
      }

      @Override
      public Map<BlobId, byte[]> facts(Set<BlobId> blobs) {
        Map<BlobId, byte[]> found = new HashMap<>();
        has(blobs).forEach(each -> found.put(each, facts.getOrDefault(each, new byte[0])));
        return found;
      }

      @Override
      public void keep(Map<BlobId, byte[]> more) {
        facts.putAll(more);
      }

      @Override
      public Optional<byte[]> index(CommitId commit, String version) {
        return Optional.ofNullable(indices.get(version + " " + commit));
      }

      @Override
      public Optional<byte[]> newestIndex(String version) {
        return indices.entrySet().stream().filter(each -> each.getKey().startsWith(version + " ")).map(Map.Entry::getValue)
            .reduce((_, later) -> later);
      }

      @Override
      public void keepIndex(CommitId commit, String version, byte[] index) {
        indices.putLast(version + " " + commit, index);
      }
    };
  }
}
