package dev.loopwarden.store;

import dev.loopwarden.history.Level;
import dev.loopwarden.history.Week;
import dev.loopwarden.review.ReviewContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;

/// The weeks of the default branches.
public final class Weeks {

  private static final RowMapper<Week> ROW = (row, _) -> new Week(
      Instant.ofEpochMilli(row.getLong("monday")), row.getInt("appeared"), row.getInt("fixed"),
      new Level(row.getInt("met"), row.getInt("unmet"), row.getInt("unknown"), row.getInt("async_lines"), row.getInt("open_findings")));

  private final Database database;

  public Weeks(Database database) {
    this.database = database;
  }

  /// Of one repository, oldest first.
  public List<Week> of(long repository, Instant since) {
    return of(Set.of(repository), since).getOrDefault(repository, List.of());
  }

  /// Of some repositories, each oldest first.
  public Map<Long, List<Week>> of(Collection<Long> repositories, Instant since) {
    Map<Long, List<Week>> weeks = new HashMap<>();
    database.reading().useHandle(handle ->
        handle.createQuery("select * from week where " + Visible.of(Set.copyOf(repositories)).condition("repository_id")
                + " and monday >= :since order by repository_id, monday")
            .bind("since", since.toEpochMilli())
            .map((row, context) -> Map.entry(row.getLong("repository_id"), ROW.map(row, context)))
            .forEach(each -> weeks.computeIfAbsent(each.getKey(), _ -> new ArrayList<>()).add(each.getValue())));
    return weeks;
  }

  /// Of all repositories that are visible, added up, oldest first.
  public List<Week> sum(Visible visible, Instant since) {
    return database.reading().withHandle(handle ->
        handle.createQuery("""
                select monday, sum(appeared) as appeared, sum(fixed) as fixed, sum(met) as met, sum(unmet) as unmet, sum(unknown) as unknown,
                  sum(async_lines) as async_lines, sum(open_findings) as open_findings from week where\s"""
                + visible.condition("repository_id") + " and monday >= :since group by monday order by monday")
            .bind("since", since.toEpochMilli()).map(ROW).list());
  }

  /// The last weeks as the summary comment shows them, oldest first.
  public List<ReviewContext.TrendPoint> trend(long repository, int count) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select * from week where repository_id = :id order by monday desc limit :count")
            .bind("id", repository).bind("count", count).map(ROW).list())
        .reversed().stream().map(each -> new ReviewContext.TrendPoint(each.level().met(), each.level().owed())).toList();
  }
}
