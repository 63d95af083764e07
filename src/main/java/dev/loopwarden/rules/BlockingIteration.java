package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Comprehension;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// LW114: a plain loop over something whose every step blocks.
public final class BlockingIteration implements Rule {

  private static final RuleCard CARD =
      new RuleCard(
          "LW114", "blocking-iteration", "Plain loop whose every step blocks", Aspect.BLOCKING, Severity.WARNING, true, List.of(),
          "A `for` or a comprehension in an `async def` over a cursor, a query, a paginator or a consumer of a synchronous library. "
              + "Making one is free; each step of the loop asks the database or the network.",
          "The event loop stands still at every step: the more rows there are, the longer every other task waits.",
          "Over a few rows that are already here.",
          "`async for` over the async form, or the whole loop in `await asyncio.to_thread(...)`.",
          """
          import pymongo

          async def names(client: pymongo.MongoClient):
              return [each["name"] for each in client.app.users.find()]  # LW114
          """,
          """
          import pymongo

          async def names(client: pymongo.AsyncMongoClient):
              return [each["name"] async for each in client.app.users.find()]
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    if (!block.isAsync()) {
      return obligations;
    }
    for (Expr iterated : iterated(block)) {
      Optional<Knowledge.Entry> entry = stepOf(iterated, block, program);
      Optional<Blocks> kind = entry.flatMap(Knowledge.Entry::blocks);
      if (kind.isPresent() && !isToldAlready(kind.get(), iterated, block, program)) {
        obligations.add(Obligation.unmet(OnLoop.CALLS, Sites.finding(CARD, Sites.of(block, iterated), message(kind.get(), iterated, entry.get(), block, program), List.of())));
      }
    }
    return obligations;
  }

  /// What plain loops and comprehensions go over; a generator expression runs when somebody asks it.
  private static List<Expr> iterated(CodeBlock block) {
    var found = new ArrayList<Expr>();
    block.own(Stmt.For.class).forEach(each -> found.add(each.iter()));
    for (Comprehension each : block.own(Comprehension.class)) {
      Optional<Node> parent = block.module().parent(each);
      if (each.isAsync() == 0 && parent.filter(Expr.GeneratorExp.class::isInstance).isEmpty()) {
        found.add(each.iter());
      }
    }
    return found;
  }

  private static Optional<Knowledge.Entry> stepOf(Expr iterated, CodeBlock block, Program program) {
    return program.meaning(iterated, block.module()) instanceof Meaning.LibraryInstance instance
        ? program.member(instance.type(), "__iter__").filter(each -> each.blocks().isPresent()) : Optional.empty();
  }

  /// Another rule tells of the call that made it, or of a like one in this very function.
  private static boolean isToldAlready(Blocks kind, Expr iterated, CodeBlock block, Program program) {
    return block.calls().stream().filter(each -> each.span().compareTo(iterated.span()) <= 0)
        .anyMatch(each -> OnLoop.blocking(each, block, program).flatMap(Knowledge.Entry::blocks).filter(kind::equals).isPresent());
  }

  private static Message message(Blocks kind, Expr iterated, Knowledge.Entry entry, CodeBlock block, Program program) {
    return new Message(
        "each step of this loop stops the event loop",
        "`" + block.module().code(iterated.span()) + "` " + kind.words() + " at each step, and `" + block.qualifiedName() + "` runs on the event loop.",
        "The more elements there are, the longer every other task of the process waits.",
        Advice.instead(entry, block, program));
  }
}
