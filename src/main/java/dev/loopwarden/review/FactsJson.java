package dev.loopwarden.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.loopwarden.analysis.Facts;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Verdict;
import java.util.List;

/// The facts of one function as JSON, version 1. Lines count from 1.
public final class FactsJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private FactsJson() {}

  public static String of(Facts facts) {
    ObjectNode out = JSON.createObjectNode()
        .put("version", 1).put("path", facts.path()).put("function", facts.function()).put("line", facts.line()).put("kind", facts.kind());
    ArrayNode runs = out.putArray("runs");
    facts.runs().forEach(each -> runs.addObject().put("where", each.where()).put("reason", each.reason()));
    out.put("workload", facts.workload()).put("shape", facts.shape()).put("waits", facts.waits()).put("loops", facts.loops());
    ArrayNode blocks = out.putArray("blocks");
    facts.blocks().forEach(each -> blocking(each, blocks.addObject()));
    ArrayNode calls = out.putArray("calls");
    facts.calls().forEach(each -> call(each, calls.addObject()));
    ObjectNode boundary = out.putObject("boundary").put("stays", facts.boundary().stays());
    texts(boundary.putArray("moved"), facts.boundary().moved());
    texts(boundary.putArray("shouldMove"), facts.boundary().shouldMove());
    out.put("cancellation", facts.cancellation());
    out.putObject("pattern").put("recommended", facts.pattern()).put("because", facts.because());
    texts(out.putArray("unawaited"), facts.unawaited());
    ObjectNode parameters = out.putObject("parameters");
    facts.parameters().forEach((name, what) -> texts(parameters.putArray(name), what));
    ArrayNode obligations = out.putArray("obligations");
    facts.obligations().forEach(each -> obligation(each, obligations.addObject()));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(out) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of strings and numbers is always JSON", impossible);
    }
  }

  private static void blocking(Facts.Blocking blocking, ObjectNode out) {
    out.put("what", blocking.what()).put("name", blocking.name());
    if (!blocking.seconds().isEmpty()) {
      out.put("seconds", Double.parseDouble(blocking.seconds()));
    }
    ArrayNode hops = out.putArray("hops");
    blocking.hops().forEach(each ->
        hops.addObject().put("path", each.path()).put("line", each.line()).put("function", each.function()).put("code", each.what()));
  }

  private static void call(Facts.Call call, ObjectNode out) {
    out.put("line", call.line()).put("code", call.code()).put(call.known() ? "target" : "unknown", call.target()).put("awaited", call.awaited());
    texts(out.putArray("effects"), call.effects());
  }

  private static void obligation(Obligation obligation, ObjectNode out) {
    String verdict = switch (obligation.verdict()) {
      case Verdict.Met _ -> "met";
      case Verdict.Unmet _ -> "unmet";
      case Verdict.Unknown _ -> "unknown";
    };
    out.put("line", obligation.site().span().line()).put("rule", obligation.ruleId()).put("aspect", obligation.aspect().slug())
        .put("owed", obligation.owed()).put("verdict", verdict).put("because", FactsText.said(obligation.verdict()));
  }

  private static void texts(ArrayNode out, List<String> texts) {
    texts.forEach(out::add);
  }
}
