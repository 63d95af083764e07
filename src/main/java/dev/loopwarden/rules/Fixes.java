package dev.loopwarden.rules;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which rules offer a `suggestion`, and why the others do not: every rule is in one of the two tables. What is offered must be complete and
/// right on its own lines alone; where the way out is a choice, or stands in several places, the advice says it and the author writes it.
public final class Fixes {

  private static final Map<String, String> OFFERED = new TreeMap<>(Map.ofEntries(
      Map.entry("LW100", "`await asyncio.sleep(...)`, where `asyncio` is imported"),
      Map.entry("LW106", "`await asyncio.to_thread(...)` around the call, from Python 3.9 on"),
      Map.entry("LW107", "`await asyncio.to_thread(...)` around `read_text`, `write_text` and their like, from Python 3.9 on"),
      Map.entry("LW109", "`await asyncio.to_thread(...)` around a prompt, from Python 3.9 on; a debugger's call taken out"),
      Map.entry("LW111", "`await asyncio.to_thread(...)` around the call, from Python 3.9 on"),
      Map.entry("LW203", "`maxsize=100`, where every `put` waits; the number is said to be a guess"),
      Map.entry("LW301", "a limit of 10 s around the making of a connection; the number is said to be a guess. An answer may take its time: there the number is the author's"),
      Map.entry("LW306", "`asyncio.timeout(5)` for `asyncio.timeout_at(5)`, `trio.fail_after` for `trio.fail_at`"),
      Map.entry("LW401", "`raise` at the end of the handler"),
      Map.entry("LW402", "`except Exception`"),
      Map.entry("LW501", "the task kept in a set of tasks that is there already"),
      Map.entry("LW504", "`return_exceptions=True`, where something is ended and the results are not read"),
      Map.entry("LW509", "an `await` in place of a group with a single task"),
      Map.entry("LW601", "`await` in place of `asyncio.run`"),
      Map.entry("LW602", "Django's method with `a` before its name, awaited, where the project's version has it"),
      Map.entry("LW606", "the call that is missing: `create_task(work())`"),
      Map.entry("LW607", "`def` for the route that waits for nothing; `async def` for the dependency"),
      Map.entry("LW701", "`await asyncio.to_thread(...)` around the call, from Python 3.9 on"),
      Map.entry("LW801", "`async with` around what follows, where that is short and gives no answer back that is still to be read"),
      Map.entry("LW803", "`await writer.wait_closed()` after the close"),
      Map.entry("LW805", "the other keyword: `async with`, or `with`"),
      Map.entry("LW806", "`except BaseException` around the release"),
      Map.entry("LW904", "`trio.lowlevel.checkpoint()`"),
      Map.entry("LW905", "without `loop=`; `get_running_loop` in a coroutine"),
      Map.entry("LW1001", "`await` before the call"),
      Map.entry("LW1002", "`await` before the call"),
      Map.entry("LW1003", "without the `await`"),
      Map.entry("LW1005", "`async for`"),
      Map.entry("LW1009", "`call_soon_threadsafe`, `asyncio.run_coroutine_threadsafe`, where the loop is named on that line"),
      Map.entry("LW1010", "`asyncio.to_thread`, from Python 3.9 on")));

  private static final String OTHER_CLIENT = "an async client is another library or class, made elsewhere, and its answers are read in another way";
  private static final String STRUCTURE = "where it belongs is a choice of structure, over more lines than its own";
  private static final String NUMBER = "the number that fits is known to nobody but the author";
  private static final String MEANT = "what was meant cannot be told from the line";

  private static final Map<String, String> NONE = new TreeMap<>(Map.ofEntries(
      Map.entry("LW101", OTHER_CLIENT),
      Map.entry("LW102", OTHER_CLIENT),
      Map.entry("LW103", OTHER_CLIENT),
      Map.entry("LW104", OTHER_CLIENT),
      Map.entry("LW105", OTHER_CLIENT),
      Map.entry("LW108", "a lock, queue or event of threads is used by threads too: both sides must change at once"),
      Map.entry("LW110", "asking the file system is mostly short; whether a thread is worth it depends on the disk"),
      Map.entry("LW112", "the way leads through helpers: which of them moves to a thread, or becomes async, is a choice"),
      Map.entry("LW113", "what replaces it is known to whoever named it in the settings"),
      Map.entry("LW114", "the iterator must be read as a whole in a thread, or piece by piece: a choice between memory and time"),
      Map.entry("LW115", "the lock may be shared with threads, which an `asyncio.Lock` does not keep out"),
      Map.entry("LW201", NUMBER + ", and the limiter must be held in what is called"),
      Map.entry("LW202", NUMBER + ", and who waits for the tasks is a choice of structure"),
      Map.entry("LW204", "the limiter must live where all callers share it, which is another place than its use"),
      Map.entry("LW205", "the executor must be made once and closed at the end, elsewhere"),
      Map.entry("LW206", NUMBER + ", and so is what to answer when it is passed"),
      Map.entry("LW207", NUMBER + ": how often, how long in between, and what then"),
      Map.entry("LW208", NUMBER),
      Map.entry("LW302", NUMBER + ", and switching it off may have been meant"),
      Map.entry("LW303", NUMBER + ", and what to do when it is passed"),
      Map.entry("LW304", MEANT + ": an `await` is missing, or the limit is not needed"),
      Map.entry("LW305", "its callers must set the limit then, and they are elsewhere"),
      Map.entry("LW307", "a thread cannot be stopped: the function in it must ask whether to stop, or have a limit of its own"),
      Map.entry("LW308", "who waits for the shielded task at the end is a choice of structure"),
      Map.entry("LW403", "`suppress` may be there for an `await` beside it: which one is for whom cannot be told"),
      Map.entry("LW404", NUMBER + ", and which part of the clean-up must be done in any case"),
      Map.entry("LW405", "the wait for the cancelled task belongs where its end is needed, often after other clean-up"),
      Map.entry("LW406", "what should be given back when the body fails is the author's to say"),
      Map.entry("LW407", STRUCTURE),
      Map.entry("LW408", MEANT + ": to wait for the tasks, or to cancel them"),
      Map.entry("LW502", "who keeps the task is a choice of structure"),
      Map.entry("LW503", "what to do with the error is the author's to say"),
      Map.entry("LW505", "what to do with the errors is the author's to say"),
      Map.entry("LW506", "a task must be kept by somebody, who stands elsewhere"),
      Map.entry("LW507", "what to do with the error is the author's to say: log it, count it, stop"),
      Map.entry("LW508", "where the program ends stands in another function"),
      Map.entry("LW510", MEANT + ": which of the errors are expected"),
      Map.entry("LW603", "each task needs a session of its own, made where the maker is at hand"),
      Map.entry("LW604", "`expire_on_commit=False` belongs where sessions are made; a `refresh` is one more query, which is a choice"),
      Map.entry("LW605", "which part belongs into the transaction is the author's to say"),
      Map.entry("LW608", "what calls the handler expects a plain function, which must run the loop itself: names and structure change"),
      Map.entry("LW702", "where to give way, or whether to move it to a process, depends on how long it takes"),
      Map.entry("LW703", "a pool of processes must be made once, closed at the end, and given what can be pickled"),
      Map.entry("LW802", "the client must be made where it lives as long as the program"),
      Map.entry("LW804", STRUCTURE),
      Map.entry("LW807", NUMBER + ": how long to wait for the process before it is killed"),
      Map.entry("LW901", "the `await` of every caller must go at the same time, often in other files"),
      Map.entry("LW902", "whoever changes the state must set the event, in another place"),
      Map.entry("LW903", "whether the order matters to somebody cannot be told from the code"),
      Map.entry("LW1004", "the function must become async, and with it all that call it"),
      Map.entry("LW1006", "it must be made where the loop runs and handed to all that use it"),
      Map.entry("LW1007", "the lock must be made once, beside the field, in another function"),
      Map.entry("LW1008", "which part of the work the lock must cover is the author's to say"),
      Map.entry("LW1011", "a cache for coroutines is another library, or a design of its own"),
      Map.entry("LW1012", "whether the work should be done twice, or its result be used twice, cannot be told"),
      Map.entry("LW1013", "Python calls the method and does not await: its work belongs into another one")));

  private Fixes() {}

  /// What the rule's suggestion writes, where it has one.
  public static Optional<String> offered(String ruleId) {
    return Optional.ofNullable(OFFERED.get(ruleId));
  }

  /// Why a rule has no suggestion: the rest of a sentence after "because".
  public static Optional<String> noneBecause(String ruleId) {
    return Optional.ofNullable(NONE.get(ruleId));
  }
}
