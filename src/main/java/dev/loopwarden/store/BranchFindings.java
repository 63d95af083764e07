package dev.loopwarden.store;

import dev.loopwarden.history.BranchFinding;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/// The findings of the default branches over time.
public final class BranchFindings {

  private static final RowMapper<BranchFinding> ROW = (row, _) -> {
    long fixed = row.getLong("fixed_at");
    return new BranchFinding(
        row.getString("fingerprint"), row.getString("rule"), Aspect.of(row.getString("aspect")),
        Severity.valueOf(row.getString("severity").toUpperCase(Locale.ROOT)), row.getString("path"), row.getInt("line"),
        row.getString("function"), row.getString("title"), Instant.ofEpochMilli(row.getLong("first_seen")),
        fixed == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(fixed)), row.getInt("ignored") == 1, row.getString("reason"));
  };

  private final Database database;

  public BranchFindings(Database database) {
    this.database = database;
  }

  /// Where a finding stands.
  public enum Standing {
    OPEN("fixed_at is null and ignored = 0", "path, line, fingerprint"),
    IGNORED("fixed_at is null and ignored = 1", "path, line, fingerprint"),
    FIXED("fixed_at is not null", "fixed_at desc, fingerprint");

    private final String condition;
    private final String order;

    Standing(String condition, String order) {
      this.condition = condition;
      this.order = order;
    }
  }

  /// Which findings are asked for.
  ///
  /// @param path a part of the file's path
  public record Filter(Standing standing, Optional<Aspect> aspect, Optional<Severity> severity, Optional<String> rule, Optional<String> path) {

    public static Filter of(Standing standing) {
      return new Filter(standing, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private String where() {
      return "repository_id = :id and " + standing.condition
          + (aspect.isPresent() ? " and aspect = :aspect" : "") + (severity.isPresent() ? " and severity = :severity" : "")
          + (rule.isPresent() ? " and rule = :rule" : "") + (path.isPresent() ? " and lower(path) like :path escape '!'" : "");
    }

    private Map<String, Object> values() {
      Map<String, Object> values = new HashMap<>();
      aspect.ifPresent(each -> values.put("aspect", each.slug()));
      severity.ifPresent(each -> values.put("severity", each.slug()));
      rule.ifPresent(each -> values.put("rule", each));
      path.ifPresent(each -> values.put("path", Repositories.containing(each)));
      return values;
    }
  }

  public List<BranchFinding> of(long repository, Filter filter, int offset, int limit) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select * from branch_finding where " + filter.where() + " order by " + filter.standing().order
                + " limit :limit offset :offset")
            .bind("id", repository).bindMap(filter.values()).bind("limit", limit).bind("offset", offset).map(ROW).list());
  }

  public int count(long repository, Filter filter) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select count(*) from branch_finding where " + filter.where())
            .bind("id", repository).bindMap(filter.values()).mapTo(Integer.class).one());
  }

  /// How long what was fixed since a moment had stood.
  public List<Duration> lives(long repository, Instant since) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select fixed_at - first_seen from branch_finding where repository_id = :id and fixed_at >= :since and ignored = 0")
            .bind("id", repository).bind("since", since.toEpochMilli()).mapTo(Long.class).map(Duration::ofMillis).list());
  }

  /// The files with the most open findings.
  public List<BranchFinding.HotSpot> hotSpots(long repository, int limit) {
    return database.reading().withHandle(handle ->
        handle.createQuery("""
                select path, count(*) as n, sum(case when severity = 'error' then 1 else 0 end) as errors, count(distinct rule) as rules
                from branch_finding where repository_id = :id and fixed_at is null and ignored = 0
                group by path order by n desc, errors desc, path limit :limit""")
            .bind("id", repository).bind("limit", limit)
            .map((row, _) -> new BranchFinding.HotSpot(row.getString("path"), row.getInt("n"), row.getInt("errors"), row.getInt("rules"))).list());
  }

  /// Rules that stand open or ignored in the repositories that are visible, by rule id.
  public List<BranchFinding.OfRule> rules(Visible visible) {
    return database.reading().withHandle(handle ->
        handle.createQuery("""
                select rule, sum(open_findings) as open_findings, sum(ignored) as ignored, count(*) as repositories from rule_now where\s"""
                + visible.condition("repository_id") + " group by rule order by rule")
            .map((row, _) -> new BranchFinding.OfRule(
                row.getString("rule"), row.getInt("open_findings"), row.getInt("ignored"), row.getInt("repositories"))).list());
  }

  /// A repository in which a rule stands.
  public record Where(long repository, String fullName, int open, int ignored) {}

  /// Where a rule stands, most findings first.
  public List<Where> where(String rule, Visible visible, int limit) {
    return database.reading().withHandle(handle ->
        handle.createQuery("""
                select r.id, r.owner, r.name, n.open_findings, n.ignored from rule_now n join repository r on r.id = n.repository_id
                where n.rule = :rule and\s""" + visible.condition("r.id") + " order by n.open_findings desc, r.owner, r.name limit :limit")
            .bind("rule", rule).bind("limit", limit)
            .map((row, _) -> new Where(
                row.getLong("id"), row.getString("owner") + "/" + row.getString("name"), row.getInt("open_findings"), row.getInt("ignored")))
            .list());
  }
}
