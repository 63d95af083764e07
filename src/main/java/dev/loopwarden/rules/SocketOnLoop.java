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

/// LW105: blocking network call on the event loop.
public final class SocketOnLoop implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW105", "sync-network-on-loop", "Blocking network call on the event loop", Aspect.BLOCKING, Severity.WARNING, true,
          List.of(),
          "Blocking sockets, name look-ups and mail in an `async def`.",
          "The event loop waits for the network with it; a name server that does not answer costs many seconds.",
          "Before the service takes requests.",
          "`loop.getaddrinfo`, `asyncio.open_connection`, an async library, or a thread.",
          """
          import socket

          async def look_up(host):
              return socket.gethostbyname(host)  # LW105
          """,
          """
          import asyncio

          async def look_up(host):
              return await asyncio.get_running_loop().getaddrinfo(host, None)
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    return OnLoop.check(block, program, Blocks.SOCKET, CARD, "network calls");
  }
}
