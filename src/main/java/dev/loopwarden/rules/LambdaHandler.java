package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.List;

/// LW608: an entry point that its runtime does not await.
public final class LambdaHandler implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW608", "async-lambda-handler", "AWS Lambda handler that is async", Aspect.BOUNDARY, Severity.WARNING, true, List.of("S7614"),
          "`async def lambda_handler(event, context)` at the top of a module.",
          "AWS Lambda's Python runtime calls the handler and does not await: it gets a coroutine, and fails to make JSON of it.",
          "Where a wrapper that awaits is put around it.",
          "A plain handler that calls `asyncio.run(...)`.",
          """
          async def lambda_handler(event, context):  # LW608
              return await work(event)

          async def work(event):
              return event
          """,
          """
          import asyncio

          def lambda_handler(event, context):
              return asyncio.run(work(event))

          async def work(event):
              return event
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    boolean entry = block.isAsync() && block.owner().isEmpty() && block.outer().filter(CodeBlock::isModule).isPresent() && block.decorators().isEmpty()
        && block.parameters().size() == 2 && program.mentions(block.name()).stream().noneMatch(each -> each.module().path().equals(block.module().path()));
    boolean named = block.name().equals("lambda_handler");
    boolean shaped = block.name().equals("handler") && List.of("event", "_event").contains(block.parameters().stream().findFirst().orElse(""))
        && block.parameters().getLast().endsWith("context");
    return entry && (named || shaped)
        ? List.of(Obligation.unmet("entry points", Sites.finding(
            CARD, CARD.severity(), named ? Confidence.HIGH : Confidence.MEDIUM, Sites.ofDefinition(block, "async def " + block.name()), message(block.name()), List.of())))
        : List.of();
  }

  private static Message message(String name) {
    return new Message(
        "AWS Lambda does not await `" + name + "`",
        "`" + name + "` has the shape of a Lambda handler and is an `async def`.",
        "The runtime takes the coroutine for the answer: every call fails, and none of the code runs.",
        "Make it a plain function that calls `asyncio.run(...)`.");
  }
}
