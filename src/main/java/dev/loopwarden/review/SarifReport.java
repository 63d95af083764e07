package dev.loopwarden.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.analysis.State;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/// `--format sarif`: SARIF 2.1.0, as code-scanning services read it.
public final class SarifReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SarifReport() {}

  /// One log with one run.
  ///
  /// @param cards of all rules, reported or not
  public static String of(List<RootReport> reports, Confidence least, Collection<RuleCard> cards) {
    ObjectNode log = JSON.createObjectNode();
    log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    log.put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "Loopwarden");
    ArrayNode rules = driver.putArray("rules");
    cards.forEach(card -> {
      ObjectNode rule = rules.addObject();
      rule.put("id", card.id());
      rule.put("name", card.slug());
      rule.putObject("shortDescription").put("text", card.title());
      rule.putObject("fullDescription").put("text", card.what());
      rule.putObject("defaultConfiguration").put("level", level(card.severity()));
    });
    run.put("columnKind", "unicodeCodePoints");
    ArrayNode results = run.putArray("results");
    for (RootReport rooted : reports) {
      String prefix = rooted.root().equals(".") || rooted.root().isEmpty() ? "" : rooted.root() + "/";
      rooted.shown(least).forEach(each -> result(results.addObject(), each, prefix));
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(log) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void result(ObjectNode result, Tracked tracked, String prefix) {
    Finding finding = tracked.finding();
    result.put("ruleId", finding.ruleId());
    result.put("level", level(finding.severity()));
    result.putObject("message").put("text", JsonReport.sentence(finding.message()));
    location(result.putArray("locations").addObject(), finding.site(), prefix);
    if (!finding.alsoAt().isEmpty()) {
      ArrayNode related = result.putArray("relatedLocations");
      finding.alsoAt().forEach(each -> location(related.addObject(), each, prefix));
    }
    if (!finding.hops().isEmpty()) {
      ArrayNode way = result.putArray("codeFlows").addObject().putArray("threadFlows").addObject().putArray("locations");
      finding.hops().forEach(each -> hop(way.addObject().putObject("location"), each, prefix));
    }
    finding.fix().ifPresent(fix -> fix(result.putArray("fixes").addObject(), fix, prefix + finding.site().path()));
    result.putObject("partialFingerprints").put("loopwarden/v1", tracked.fingerprint());
    if (tracked.state() == State.CARRIED) {
      result.put("baselineState", "unchanged");
    } else if (tracked.state() == State.FIXED || tracked.state() == State.RESOLVED) {
      result.put("baselineState", "absent");
    } else {
      result.put("baselineState", "new");
    }
  }

  /// Whole lines: from the first column to before the end of the last line.
  private static void fix(ObjectNode out, Fix fix, String path) {
    out.putObject("description").put("text", fix.title());
    ObjectNode change = out.putArray("artifactChanges").addObject();
    change.putObject("artifactLocation").put("uri", uri(path));
    ObjectNode replacement = change.putArray("replacements").addObject();
    replacement.putObject("deletedRegion").put("startLine", fix.firstLine()).put("startColumn", 1).put("endLine", fix.lastLine() + 1).put("endColumn", 1);
    replacement.putObject("insertedContent").put("text", fix.replacement() + "\n");
  }

  private static void location(ObjectNode location, Site site, String prefix) {
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(prefix + site.path()));
    physical.putObject("region")
        .put("startLine", site.span().line()).put("startColumn", site.span().column() + 1)
        .put("endLine", site.span().endLine()).put("endColumn", site.span().endColumn() + 1);
  }

  /// A step of the way that a finding takes through the program.
  private static void hop(ObjectNode location, Hop hop, String prefix) {
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(prefix + hop.path()));
    physical.putObject("region").put("startLine", hop.line());
    location.putObject("message").put("text", hop.what() + " in " + hop.function());
  }

  private static String uri(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case INFO, HINT -> "note";
    };
  }
}
