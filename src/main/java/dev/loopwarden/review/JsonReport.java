package dev.loopwarden.review;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.analysis.State;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Site;
import java.util.List;

/// `--format json`, version 1. Lines and columns count from 1, columns in code points.
public final class JsonReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonReport() {}

  /// All of it as one text.
  ///
  /// @param least findings less sure than this are left out
  public static String of(List<RootReport> reports, Confidence least) {
    ObjectNode out = JSON.createObjectNode().put("version", 1);
    ArrayNode findings = out.putArray("findings");
    ArrayNode notChecked = out.putArray("notChecked");
    ArrayNode checklist = out.putArray("checklist");
    for (RootReport each : reports) {
      each.shown(least).forEach(tracked -> finding(each.root(), tracked, findings.addObject()));
      each.report().notChecked().forEach(skipped ->
          notChecked.addObject()
              .put("root", each.root()).put("path", skipped.path()).put("line", skipped.line()).put("reason", skipped.reason()));
      Checklist.of(each.report()).rows().forEach(row ->
          checklist.addObject()
              .put("root", each.root())
              .put("aspect", row.aspect().slug())
              .put("met", row.coverage().met())
              .put("unmet", row.coverage().unmet())
              .put("unknown", row.coverage().unknown())
              .put("text", row.text()));
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(out) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of strings and numbers is always JSON", impossible);
    }
  }

  private static void finding(String root, Tracked tracked, ObjectNode out) {
    Finding finding = tracked.finding();
    Site site = finding.site();
    State state = tracked.state();
    out.put("root", root)
        .put("rule", finding.ruleId())
        .put("path", site.path())
        .put("line", site.span().line())
        .put("column", site.span().column() + 1)
        .put("endLine", site.span().endLine())
        .put("endColumn", site.span().endColumn() + 1)
        .put("function", site.function())
        .put("aspect", finding.aspect().slug())
        .put("severity", finding.severity().slug())
        .put("confidence", finding.confidence().slug())
        .put("state", state.slug())
        .put("message", sentence(finding.message()));
    ArrayNode hops = out.putArray("hops");
    for (Hop hop : finding.hops()) {
      hops.addObject().put("path", hop.path()).put("line", hop.line()).put("function", hop.function());
    }
    out.put("fingerprint", tracked.fingerprint());
    finding.fix().ifPresent(fix -> out.putObject("fix")
        .put("title", fix.title()).put("line", fix.firstLine()).put("endLine", fix.lastLine()).put("replacement", fix.replacement()));
  }

  /// All that a message says, as one paragraph.
  static String sentence(Message message) {
    var out = new StringBuilder();
    for (String part : List.of(message.title(), message.what(), message.why(), message.instead())) {
      String text = part.strip();
      if (!text.isEmpty()) {
        out.append(out.isEmpty() ? "" : " ").append(text);
        if (".!?:`".indexOf(text.charAt(text.length() - 1)) < 0 || text.endsWith("`")) {
          out.append('.');
        }
      }
    }
    return out.toString();
  }
}
