package dev.loopwarden.metrics;

import java.util.stream.Collectors;

/// The reference of the metrics, `docs/metrics.md`, from their table.
public final class MetricsPage {

  private static final String TOP = """
      # Metrics

      Made from the table in `metrics/Metric.java`; `MetricsTest` fails when it is stale (`-Dgolden=write` writes it), and holds every name
      against what a running service tells.

      `GET /metrics` on the management port tells them in Prometheus' text format. The chart makes a `ServiceMonitor` where
      `serviceMonitor.enabled` is set. No label names a repository, a person or a file. A histogram has `_bucket`, `_count`, `_sum` and,
      of the last minutes, `_max`; a summary has the same without buckets.

      | metric | kind | labels | what it says |
      |---|---|---|---|
      """;

  private MetricsPage() {}

  public static String markdown() {
    var out = new StringBuilder(TOP);
    for (Metric each : Metric.values()) {
      out.append("| `").append(each.exposed()).append("` | ").append(each.kind().word()).append(" | ")
          .append(each.labels().isEmpty() ? "none" : each.labels().stream().map(MetricsPage::label).collect(Collectors.joining("<br>")))
          .append(" | ").append(each.text()).append(" |\n");
    }
    return out.toString();
  }

  private static String label(Metric.Label label) {
    return "`" + label.name() + "`: " + (label.open() ? label.values().getFirst()
        : label.values().stream().map(each -> "`" + each + "`").collect(Collectors.joining(", ")));
  }
}
