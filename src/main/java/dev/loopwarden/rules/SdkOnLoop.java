package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.List;

/// LW102: sync client of a remote service on the event loop.
public final class SdkOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW102", "sync-sdk-on-loop", "Sync client of a remote service on the event loop", Aspect.BLOCKING, Severity.WARNING, true,
          List.of(),
          "Operations of a synchronous vendor SDK (boto3, openai.OpenAI) in an `async def`.",
          "The event loop stands still until the remote service has answered.",
          "In a function that runs in a thread of its own.",
          "The SDK's async client, or `await asyncio.to_thread(...)`.",
          """
          import boto3

          async def put(data):
              s3 = boto3.client("s3")
              s3.put_object(Bucket="b", Key="k", Body=data)  # LW102
          """,
          """
          import asyncio
          import boto3

          async def put(data):
              s3 = boto3.client("s3")
              await asyncio.to_thread(s3.put_object, Bucket="b", Key="k", Body=data)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.SDK, CARD, "SDK calls");
  }
}
