package dev.loopwarden.store;

import dev.loopwarden.analysis.FactStore;
import dev.loopwarden.program.ModuleForm;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.source.BlobId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The facts of modules by their bytes, and the indices of commits, each repository's for itself: they hold pieces of its code and
/// go with it.
public final class Facts {

  /// Facts that nobody asked for in this time are deleted.
  private static final Duration KEPT = Duration.ofDays(60);

  /// Indices that are kept of a repository, of all analysers.
  private static final int INDICES_MAX = 6;

  /// How old the note of a row's last use may be.
  private static final Duration USED = Duration.ofDays(1);

  private static final int IN_A_STATEMENT = 500;

  private final Database database;
  private final InstantSource clock;

  public Facts(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// What is kept of one repository.
  public FactStore of(long repository) {
    return new OfRepository(repository);
  }

  private final class OfRepository implements FactStore {

    private final long repository;

    OfRepository(long repository) {
      this.repository = repository;
    }

    @Override
    public Set<BlobId> has(Set<BlobId> blobs) {
      var found = new HashSet<BlobId>();
      chunks(blobs, chunk -> database.reading().useHandle(handle ->
          handle.createQuery("select blob from module_fact where repository_id = :id and analyser = :analyser and blob in (<blobs>)")
              .bind("id", repository).bind("analyser", ModuleForm.VERSION).bindList("blobs", chunk)
              .mapTo(String.class).forEach(each -> found.add(new BlobId(each)))));
      return found;
    }

    @Override
    public Map<BlobId, byte[]> facts(Set<BlobId> blobs) {
      Map<BlobId, byte[]> found = new HashMap<>();
      var old = new ArrayList<String>();
      long recent = clock.instant().minus(USED).toEpochMilli();
      chunks(blobs, chunk -> database.reading().useHandle(handle ->
          handle.createQuery("select blob, body, used_at from module_fact where repository_id = :id and analyser = :analyser and blob in (<blobs>)")
              .bind("id", repository).bind("analyser", ModuleForm.VERSION).bindList("blobs", chunk)
              .map((row, _) -> {
                found.put(new BlobId(row.getString("blob")), row.getBytes("body"));
                return row.getLong("used_at") < recent ? row.getString("blob") : "";
              })
              .filter(each -> !each.isEmpty()).forEach(old::add)));
      chunks(old, chunk -> database.jdbi().useHandle(handle ->
          handle.createUpdate("update module_fact set used_at = :now where repository_id = :id and analyser = :analyser and blob in (<blobs>)")
              .bind("now", clock.millis()).bind("id", repository).bind("analyser", ModuleForm.VERSION).bindList("blobs", chunk).execute()));
      return found;
    }

    @Override
    public void keep(Map<BlobId, byte[]> facts) {
      if (facts.isEmpty()) {
        return;
      }
      database.jdbi().useTransaction(handle -> {
        PreparedBatch rows = handle.prepareBatch("""
            insert into module_fact (repository_id, blob, analyser, body, used_at) values (:id, :blob, :analyser, :body, :now)
            on conflict (repository_id, blob, analyser) do update set body = excluded.body, used_at = excluded.used_at""");
        facts.forEach((blob, body) -> rows.bind("id", repository).bind("blob", blob.hex()).bind("analyser", ModuleForm.VERSION)
            .bind("body", body).bind("now", clock.millis()).add());
        rows.execute();
      });
    }

    @Override
    public Optional<byte[]> index(CommitId commit, String version) {
      return database.reading().withHandle(handle ->
          handle.createQuery("select body from program_index where repository_id = :id and head = :head and analyser = :analyser")
              .bind("id", repository).bind("head", commit.sha()).bind("analyser", version)
              .map((row, _) -> row.getBytes("body")).findOne());
    }

    @Override
    public Optional<byte[]> newestIndex(String version) {
      return database.reading().withHandle(handle ->
          handle.createQuery("select body from program_index where repository_id = :id and analyser = :analyser order by made_at desc limit 1")
              .bind("id", repository).bind("analyser", version).map((row, _) -> row.getBytes("body")).findOne());
    }

    @Override
    public void keepIndex(CommitId commit, String version, byte[] index) {
      database.jdbi().useTransaction(handle -> {
        handle.createUpdate("""
                insert into program_index (repository_id, head, analyser, body, made_at) values (:id, :head, :analyser, :body, :now)
                on conflict (repository_id, head, analyser) do update set body = excluded.body, made_at = excluded.made_at""")
            .bind("id", repository).bind("head", commit.sha()).bind("analyser", version).bind("body", index).bind("now", clock.millis())
            .execute();
        handle.createUpdate("""
                delete from program_index where repository_id = :id and (head, analyser) not in
                (select head, analyser from program_index where repository_id = :id order by made_at desc limit :most)""")
            .bind("id", repository).bind("most", INDICES_MAX).execute();
        handle.createUpdate("delete from module_fact where repository_id = :id and used_at < :before")
            .bind("id", repository).bind("before", clock.instant().minus(KEPT).toEpochMilli()).execute();
      });
    }
  }

  private static void chunks(Collection<?> all, Consumer<List<String>> each) {
    List<String> names = all.stream().map(Object::toString).toList();
    for (int from = 0; from < names.size(); from += IN_A_STATEMENT) {
      each.accept(names.subList(from, Math.min(from + IN_A_STATEMENT, names.size())));
    }
  }
}
