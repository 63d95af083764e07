package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.List;
import java.util.Set;

/// LW1013: a special method that Python calls and does not await.
public final class AsyncMagic implements Rule {

  private static final Set<String> PLAIN =
      Set.of("__init__", "__post_init__", "__del__", "__str__", "__repr__", "__len__", "__bool__", "__hash__", "__contains__", "__iter__", "__next__",
          "__enter__", "__exit__", "__format__", "__bytes__", "__int__", "__float__", "__index__", "__init_subclass__", "__set_name__", "__setitem__",
          "__delitem__", "__setattr__", "__delattr__", "__await__", "__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__");

  private static final RuleCard CARD =
      new RuleCard(
          "LW1013", "async-magic", "Special method that cannot be async", Aspect.TASKS, Severity.ERROR, true, List.of("WPS610"),
          "`async def` for a special method that Python calls without `await`: `__init__`, `__len__`, `__exit__`, ...; and `__aiter__` without `yield`.",
          "Python gets a coroutine where it wants a value: it raises `TypeError`, or takes the coroutine for true.",
          "Never.",
          "A plain `def`, and an async method beside it (`async def create(...)`, `__aenter__`, `__aexit__`).",
          "class Client:\n    async def __init__(self, url):  # LW1013\n        self.url = url\n",
          "class Client:\n    def __init__(self, url):\n        self.url = url\n\n    async def connect(self, open_connection):\n        await open_connection(self.url)\n");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    boolean wrong = block.isAsync() && block.owner().isPresent()
        && (PLAIN.contains(block.name()) || (block.name().equals("__aiter__") && !block.isGenerator()));
    return wrong ? List.of(Obligation.unmet("special methods", Sites.finding(
        CARD, Sites.ofDefinition(block, "async def " + block.name()), message(block.name()), List.of()))) : List.of();
  }

  private static Message message(String name) {
    return new Message(
        "Python does not await `" + name + "`",
        "`" + name + "` is an `async def`, and Python calls it as a plain function.",
        name.equals("__exit__") ? "The coroutine counts as true: every exception in the `with` is swallowed, and nothing is closed."
            : "Its code never runs, and the coroutine is taken for the value: mostly a `TypeError` at the first use.",
        name.equals("__exit__") || name.equals("__enter__") ? "Write `__aenter__` and `__aexit__`, and use `async with`."
            : "Make it a plain `def`; put the waiting into an async method, as `async def create(...)`.");
  }
}
