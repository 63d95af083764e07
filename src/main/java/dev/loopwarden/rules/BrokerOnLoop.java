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

/// LW104: sync wait for a message broker or a remote procedure on the event loop.
public final class BrokerOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW104", "sync-broker-on-loop", "Sync wait for a broker or a remote procedure on the event loop", Aspect.BLOCKING, Severity.WARNING, true,
          List.of(),
          "Calls in an `async def` of a synchronous client of a message broker or of remote procedures (Celery results, pika, Kafka, MQTT, gRPC, ZeroMQ).",
          "The event loop stands still until the broker or the remote side has answered; with a result that a busy worker has yet to make, for as long as that takes.",
          "Before the service takes requests.",
          "The async client (`aio-pika`, `aiokafka`, `grpc.aio`), or `await asyncio.to_thread(...)`.",
          """
          from celery.result import AsyncResult

          async def outcome(job_id):
              result = AsyncResult(job_id)
              return result.get(timeout=10)  # LW104
          """,
          """
          import asyncio
          from celery.result import AsyncResult

          async def outcome(job_id):
              result = AsyncResult(job_id)
              return await asyncio.to_thread(result.get, timeout=10)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.MQ, CARD, "broker calls");
  }
}
