package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// LW1007: a shared field that is looked at, waited for, and then set.
public final class CheckThenAct implements Rule {

  private static final String OWED = "fields made on first use";

  private static final RuleCard CARD =
      new RuleCard(
          "LW1007", "check-then-act", "Looked at, waited, then set", Aspect.TASKS, Severity.INFO, true, List.of(),
          "`if self.client is None: self.client = await connect()` and its like (also `not self.client`, `key not in self.cache`, a `global`) without a lock. "
              + "Medium where requests come here side by side, low elsewhere: whether two tasks meet cannot be seen.",
          "While the first task waits, the second looks, finds nothing as well and makes another: two connections, of which one is lost open, or work that is done twice.",
          "Only one task ever comes here, or making it twice does no harm.",
          "An `asyncio.Lock` around the look and the act, or make it at start.",
          """
          from fastapi import FastAPI

          app = FastAPI()
          client = None

          @app.get("/")
          async def home(connect):
              global client
              if client is None:  # LW1007
                  client = await connect()
              return await client.get()
          """,
          """
          import asyncio
          from fastapi import FastAPI

          app = FastAPI()
          client = None
          lock = asyncio.Lock()

          @app.get("/")
          async def home(connect):
              global client
              async with lock:
                  if client is None:
                      client = await connect()
              return await client.get()
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Stmt.If branch : block.isAsync() && !isStart(block) ? block.own(Stmt.If.class) : List.<Stmt.If>of()) {
      Optional<Expr> field = looked(branch.test()).filter(each -> isShared(each, block));
      if (field.isPresent() && isSetAfterWaiting(field.get(), branch, block)) {
        obligations.add(obligation(field.get(), branch, block, program));
      }
    }
    return obligations;
  }

  private static Obligation obligation(Expr field, Stmt.If branch, CodeBlock block, Program program) {
    Site site = Sites.of(block, branch.test());
    Optional<String> lock = Flow.around(branch, block)
        .flatMap(each -> each instanceof Stmt.AsyncWith with ? with.items().stream() : Stream.<WithItem>empty())
        .map(WithItem::contextExpr).filter(each -> Limiters.is(each, block, program)).findFirst()
        .map(each -> "under `" + block.module().code(each.span()) + "`")
        .or(() -> Limiters.acquired(block.calls(), block, program));
    if (lock.isPresent()) {
      return Obligation.met(Aspect.TASKS, CARD.id(), OWED, site, lock.get());
    }
    String name = block.module().code(field.span());
    Confidence confidence = Handlers.serves(block, program) ? Confidence.MEDIUM : Confidence.LOW;
    return Obligation.unmet(OWED, Sites.finding(CARD, CARD.severity(), confidence, site, new Message(
        "Two tasks may both make `" + name + "`",
        "`" + block.qualifiedName() + "` looks at `" + name + "`, awaits, and only then sets it; nothing keeps a second task from looking in between.",
        "With two requests at once there are two of it, and the first is lost without being closed.",
        "Hold an `asyncio.Lock` around the look and the act, or make it once at start."), List.of()));
  }

  /// What a test finds missing: `x is None`, `not x`, `key not in x`.
  private static Optional<Expr> looked(Expr test) {
    return switch (test) {
      case Expr.UnaryOp op when op.op().equals("Not") -> Optional.of(op.operand());
      case Expr.Compare compare when compare.ops().equals(List.of("Is")) && Flow.isNone(compare.comparators().getFirst()) -> Optional.of(compare.left());
      case Expr.Compare compare when compare.ops().equals(List.of("NotIn")) -> Optional.of(compare.comparators().getFirst());
      default -> Optional.empty();
    };
  }

  /// A field of the object, or a `global` of the module.
  private static boolean isShared(Expr expr, CodeBlock block) {
    return switch (expr) {
      case Expr.Attribute attribute -> attribute.value() instanceof Expr.Name self && block.owner().isPresent() && !block.isStatic()
          && !block.parameters().isEmpty() && self.id().equals(block.parameters().getFirst());
      case Expr.Name name -> block.own(Stmt.Global.class).stream().anyMatch(each -> each.names().contains(name.id()));
      default -> false;
    };
  }

  /// The branch sets it by an awaited value, or after another wait.
  private static boolean isSetAfterWaiting(Expr field, Stmt.If branch, CodeBlock block) {
    return CodeBlock.ownNodes(branch.body()).stream().filter(Stmt.Assign.class::isInstance).map(Stmt.Assign.class::cast)
        .filter(assign -> assign.targets().stream().map(CheckThenAct::holder).anyMatch(each -> Flow.alike(each, field, block)))
        .anyMatch(assign -> CodeBlock.ownNodes(branch.body()).stream()
            .anyMatch(each -> (waits(each) && each.span().compareTo(assign.span()) < 0) || (each instanceof Expr.Await && assign.span().contains(each.span()))));
  }

  private static boolean waits(Node node) {
    return node instanceof Expr.Await || node instanceof Stmt.AsyncFor || node instanceof Stmt.AsyncWith;
  }

  private static Expr holder(Expr target) {
    return target instanceof Expr.Subscript subscript ? subscript.value() : target;
  }

  /// What is called once, before others run.
  private static boolean isStart(CodeBlock block) {
    String name = block.name().toLowerCase(Locale.ROOT);
    return Stream.of("start", "setup", "init", "connect", "open", "__aenter__", "login", "lifespan", "main", "boot", "prepare", "run").anyMatch(name::contains) || Flow.isEnding(block);
  }
}
