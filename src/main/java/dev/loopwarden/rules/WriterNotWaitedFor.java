package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LW803: a stream that is closed without a wait for the end.
public final class WriterNotWaitedFor implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW803", "writer-not-waited-for", "Stream closed without waiting for its end", Aspect.CLEANUP, Severity.INFO, true, List.of(),
          "`writer.close()` of an asyncio stream in an `async def` that never awaits `writer.wait_closed()`.",
          "`close()` only begins: what is still in the buffer may never be sent, the error of the last write is lost, and the socket is closed at some later time; at the end of the program "
              + "that is \"Event loop is closed\".",
          "Nothing was written that matters.",
          "`await writer.wait_closed()` after `writer.close()`.",
          """
          import asyncio

          async def send(data):
              reader, writer = await asyncio.open_connection("localhost", 80)
              writer.write(data)
              writer.close()  # LW803
          """,
          """
          import asyncio

          async def send(data):
              reader, writer = await asyncio.open_connection("localhost", 80)
              writer.write(data)
              writer.close()
              await writer.wait_closed()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    List<Expr.Call> calls = block.isAsync() ? block.calls() : List.of();
    for (Expr.Call call : calls) {
      if (call.func() instanceof Expr.Attribute attribute && attribute.attr().equals("close")
          && program.meaning(attribute.value(), block.module()).typeInLibrary().equals("asyncio.StreamWriter")) {
        Site site = Sites.of(block, call);
        Optional<Expr.Call> waited = calls.stream().filter(each -> each.func() instanceof Expr.Attribute other
            && other.attr().equals("wait_closed") && Flow.alike(other.value(), attribute.value(), block)).findFirst();
        obligations.add(waited.isPresent()
            ? Obligation.met(Aspect.CLEANUP, CARD.id(), "streams", site, "`wait_closed` at line " + waited.get().span().line())
            : Obligation.unmet("streams", Sites.finding(
                CARD, CARD.severity(), Confidence.MEDIUM, site, message(block.module().code(attribute.value().span())), List.of())
                .withFix(Fixers.waitClosed(call, block.module().code(attribute.value().span()), block))));
      }
    }
    return obligations;
  }

  private static Message message(String writer) {
    return new Message(
        "What was written last may never be sent",
        "`" + writer + ".close()` begins to close, and nothing waits for `" + writer + ".wait_closed()`.",
        "What is still in the buffer and the error of the last write are lost, and the socket is closed at some later time.",
        "`await " + writer + ".wait_closed()` after it.");
  }
}
