package dev.loopwarden.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/// All that is stored of one repository, as JSON: one array for each table, one object for each row. Raw deliveries, sealed tokens, the
/// badge's address, and the facts of modules, which are told from the code again at any time, are not in it.
public final class Export {

  private static final JsonFactory JSON = new JsonFactory();

  private static final List<String> QUERIES = List.of(
      "repository: select id, installation, owner, name, seen_at from repository where id = :id",
      "jobs: select id, delivery_id, kind, pull_request, head, state, attempt, reason, created_at, ended_at from job where repository_id = :id order by created_at",
      "pull_requests: select number, outcome, closed_at from pull_request where repository_id = :id order by number",
      "runs: select * from run where repository_id = :id order by finished_at",
      "run_aspects: select a.* from run_aspect a join run r on r.id = a.run_id where r.repository_id = :id order by a.run_id, a.aspect",
      "run_findings: select f.* from run_finding f join run r on r.id = f.run_id where r.repository_id = :id order by f.run_id, f.fingerprint",
      "findings: select * from finding where repository_id = :id order by pull_request, fingerprint",
      "comments: select pull_request, fingerprint, rule, github_id, path, line, state from comment where repository_id = :id order by github_id",
      "acceptances: select pull_request, head, who, accepted_at from acceptance where repository_id = :id order by pull_request",
      "snapshots: select * from snapshot where repository_id = :id order by taken_at",
      "snapshot_aspects: select a.* from snapshot_aspect a join snapshot s on s.id = a.snapshot_id where s.repository_id = :id order by s.taken_at, a.aspect",
      "branch_findings: select * from branch_finding where repository_id = :id order by first_seen, fingerprint",
      "weeks: select * from week where repository_id = :id order by monday",
      "not_checked: select path, line, reason from unchecked where repository_id = :id order by path, line");

  private final Database database;

  public Export(Database database) {
    this.database = database;
  }

  /// Writes it; the stream stays open.
  public void write(long repository, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      json.writeStringField("format", "loopwarden-export-1");
      for (String each : QUERIES) {
        int colon = each.indexOf(": ");
        json.writeArrayFieldStart(each.substring(0, colon));
        database.reading().useHandle(handle ->
            handle.createQuery(each.substring(colon + 2)).bind("id", repository)
                .map((row, _) -> {
                  write(row, json);
                  return 1;
                }).forEach(_ -> {}));
        json.writeEndArray();
      }
      json.writeEndObject();
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }

  private static void write(ResultSet row, JsonGenerator json) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    try {
      json.writeStartObject();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        json.writeObjectField(columns.getColumnLabel(i), row.getObject(i));
      }
      json.writeEndObject();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
