package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Mentions;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// LW901: an async function that never waits.
public final class NeedlessAsync implements Rule {

  private static final Set<String> PLAIN_BASES = Set.of("builtins.object", "typing.Generic", "abc.ABC", "enum.Enum");

  private static final RuleCard CARD =
      new RuleCard(
          "LW901", "needless-async", "Async function that never waits", Aspect.DESIGN, Severity.HINT, true, List.of("ASYNC124", "RUF029", "S7503"),
          "An `async def` without `await` that everybody in the program awaits at once, and that no interface asks for.",
          "Every call makes a coroutine for nothing, and readers look for the place where it waits.",
          "An interface, an override or a framework asks for `async def`.",
          "`def`, and no `await` at its calls.",
          """
          async def add(one, two):  # LW901
              total = one + two
              return total

          async def main():
              return await add(1, 2)
          """,
          """
          def add(one, two):
              total = one + two
              return total

          async def main():
              return add(1, 2)
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

    boolean plain = hasOnlyPlainDecorators(block) && block.outer().filter(CodeBlock::isModule).isPresent() && !block.isGenerator()
        && !Flow.waits(block.body()) && !gives(block) && !isInterface(block, program) && !blocks(block, program);
    if (plain) {
      callers(block, program).ifPresent(confidence -> obligations.add(Obligation.unmet("async functions", Sites.finding(
          CARD, CARD.severity(), confidence, Sites.ofDefinition(block, "async def " + block.name()), message(block.name()), List.of()))));
    }
    return obligations;
  }

  private static boolean hasOnlyPlainDecorators(CodeBlock block) {
    return block.decorators().stream().allMatch(each -> each instanceof Expr.Name name && List.of("staticmethod", "classmethod").contains(name.id()));
  }

  /// Nothing in it, or only an answer that is always the same: an interface's default, or one of several twins.
  private static boolean gives(CodeBlock block) {
    List<Stmt> body = block.body().stream().filter(each -> !(each instanceof Stmt.ExprStmt statement && statement.value() instanceof Expr.Constant)).toList();
    return Flow.isStub(block) || (body.size() == 1 && body.getFirst() instanceof Stmt.Return result
        && result.value().map(each -> each instanceof Expr.Constant || each instanceof Expr.Name || each instanceof Expr.Dict || each instanceof Expr.List || each instanceof Expr.Attribute).orElse(true));
  }

  /// Somebody else's code asks for `async def`: a base class, a subclass, a library's class, a twin that waits, a name with a meaning.
  private static boolean isInterface(CodeBlock block, Program program) {
    boolean special = block.name().startsWith("__") && block.name().endsWith("__");
    boolean twin = namesakes(block, program).anyMatch(each -> each.isAsync() && isTwin(each, block));
    if (special || twin || block.owner().isEmpty()) {
      return special || twin;
    }
    Program.Family family = program.family(block.owner().get());
    return family.unknown() || family.libraries().stream().anyMatch(each -> !PLAIN_BASES.contains(each))
        || family.above().stream().anyMatch(each -> each.method(block.name()).isPresent())
        || family.below().stream().anyMatch(each -> each.method(block.name()).isPresent());
  }

  private static Stream<CodeBlock> namesakes(CodeBlock block, Program program) {
    return program.named(block.name()).stream().filter(each -> !each.equals(block) && each.owner().isPresent() == block.owner().isPresent());
  }

  /// Functions of the same name in two modules, or in two classes with the same methods: callers take either.
  private static boolean isTwin(CodeBlock other, CodeBlock block) {
    if (block.owner().isEmpty()) {
      return true;
    }
    List<String> mine = methods(block);
    List<String> theirs = methods(other);
    long shared = mine.stream().filter(theirs::contains).count();
    return shared == mine.size() || shared * 2 > Math.min(mine.size(), theirs.size());
  }

  private static List<String> methods(CodeBlock block) {
    return block.owner().orElseThrow().allMethods().stream().map(CodeBlock::name).filter(each -> !each.startsWith("__")).toList();
  }

  /// It holds the loop up: that is told by another rule, and the way out is to make it wait properly.
  private static boolean blocks(CodeBlock block, Program program) {
    return block.calls().stream().anyMatch(each -> OnLoop.blocking(each, block, program).isPresent());
  }

  /// All who mention it call it and await that at once; nobody hands it over, overrides it or starts it as a task.
  private static Optional<Confidence> callers(CodeBlock block, Program program) {
    int awaited = 0;
    boolean alone = namesakes(block, program).findAny().isEmpty();
    for (Mentions.Mention mention : program.mentions(block.name())) {
      boolean method = mention.at() instanceof Expr.Attribute;
      boolean known = program.meaning(mention.at(), mention.module()).isKnown();
      if (isOther(mention, block, program, method) || (!known && !alone)) {
        continue;
      }
      boolean once = mention.module().parent(mention.at())
          .filter(call -> call instanceof Expr.Call made && CodeBlock.same(made.func(), mention.at()))
          .flatMap(call -> mention.module().parent(call)).filter(Expr.Await.class::isInstance).isPresent();
      if (!once) {
        return Optional.empty();
      }
      awaited++;
    }
    if (awaited == 0) {
      return Optional.empty();
    }
    return Optional.of(block.name().startsWith("_") ? Confidence.HIGH : Confidence.MEDIUM);
  }

  /// Whether a mention is certainly of something else.
  private static boolean isOther(Mentions.Mention mention, CodeBlock block, Program program, boolean method) {
    if (!method) {
      return block.owner().isPresent() || (program.meaning(mention.at(), mention.module()) instanceof Meaning.Function function
          && !function.block().equals(block));
    }
    return switch (program.meaning(mention.at(), mention.module())) {
      case Meaning.Function function -> !function.block().equals(block);
      case Meaning.Library _, Meaning.ModuleOf _, Meaning.ClassOf _ -> true;
      default -> false;
    };
  }

  private static Message message(String name) {
    return new Message(
        "`" + name + "` never waits",
        "There is no `await` in it, and everybody in the program who calls it awaits it at once.",
        "Each call makes a coroutine for nothing, and readers look for the place where it gives way.",
        "Make it a plain `def` and drop the `await` at its calls.");
  }
}
