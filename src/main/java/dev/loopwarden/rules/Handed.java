package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A callable that a call hands over, to be called later by somebody who does not await it.
///
/// @param callable the argument
/// @param by who calls it: `threading.Thread`
/// @param place where it then runs
record Handed(Expr callable, String by, Place place) {

  enum Place {
    /// In another thread.
    THREAD,
    /// In another process.
    PROCESS,
    /// On the event loop, as a plain function.
    LOOP,
    /// Then and there, or in a handler.
    HERE
  }

  /// Where the callable stands.
  ///
  /// @param position among the positional arguments; -1 for none
  /// @param keyword its name as a keyword; empty text for none
  private record Slot(int position, String keyword, Place place) {}

  private static final Map<String, Slot> LIBRARY = Map.ofEntries(
      Map.entry("threading.Thread", new Slot(1, "target", Place.THREAD)),
      Map.entry("threading.Timer", new Slot(1, "function", Place.THREAD)),
      Map.entry("multiprocessing.Process", new Slot(1, "target", Place.PROCESS)),
      Map.entry("concurrent.futures.ThreadPoolExecutor.submit", new Slot(0, "", Place.THREAD)),
      Map.entry("concurrent.futures.ThreadPoolExecutor.map", new Slot(0, "", Place.THREAD)),
      Map.entry("concurrent.futures.ProcessPoolExecutor.submit", new Slot(0, "", Place.PROCESS)),
      Map.entry("concurrent.futures.ProcessPoolExecutor.map", new Slot(0, "", Place.PROCESS)),
      Map.entry("pyudev.MonitorObserver", new Slot(1, "callback", Place.THREAD)),
      Map.entry("atexit.register", new Slot(0, "", Place.HERE)),
      Map.entry("signal.signal", new Slot(1, "", Place.HERE)),
      Map.entry("builtins.sorted", new Slot(-1, "key", Place.HERE)),
      Map.entry("builtins.min", new Slot(-1, "key", Place.HERE)),
      Map.entry("builtins.max", new Slot(-1, "key", Place.HERE)),
      Map.entry("builtins.list.sort", new Slot(-1, "key", Place.HERE)),
      Map.entry("builtins.filter", new Slot(0, "", Place.HERE)),
      Map.entry("functools.reduce", new Slot(0, "", Place.HERE)));

  /// Methods of an event loop or a future, by their name alone.
  private static final Map<String, Slot> BY_NAME = Map.of(
      "run_in_executor", new Slot(1, "", Place.THREAD),
      "call_soon_threadsafe", new Slot(0, "callback", Place.LOOP),
      "call_soon", new Slot(0, "callback", Place.LOOP),
      "call_later", new Slot(1, "callback", Place.LOOP),
      "call_at", new Slot(1, "callback", Place.LOOP),
      "add_signal_handler", new Slot(1, "callback", Place.LOOP),
      "add_done_callback", new Slot(0, "", Place.LOOP));

  /// The callable that a call hands over; empty where it hands none, or to somebody who is not known.
  static Optional<Handed> of(Expr.Call call, CodeBlock block, Program program) {
    String name = program.meaning(call.func(), block.module()).nameInLibrary();
    Optional<Knowledge.Entry> entry = program.entry(call, block.module());
    if (entry.filter(each -> each.is(Role.OFFLOADS_THREAD)).isPresent()) {
      return at(call, new Slot(entry.get().callable(), "", Place.THREAD), entry.get().name());
    }
    Slot known = LIBRARY.get(name);
    if (known != null) {
      return at(call, known, name);
    }
    String last = CodeBlock.lastName(call.func());
    boolean loops = call.func() instanceof Expr.Attribute && BY_NAME.containsKey(last)
        && (name.isEmpty() ? program.meaning(call.func(), block.module()) instanceof Meaning.Unknown && isCalledLoop(call, last) : name.startsWith("asyncio."));
    return loops ? Optional.ofNullable(BY_NAME.get(last)).flatMap(slot -> at(call, slot, last)) : Optional.empty();
  }

  /// Programs have a `call_later` of their own that takes coroutines: where the object is not known, it must be called a loop.
  private static boolean isCalledLoop(Expr.Call call, String method) {
    return method.equals("call_soon_threadsafe") || method.equals("add_done_callback")
        || (call.func() instanceof Expr.Attribute attribute && CodeBlock.lastName(attribute.value()).toLowerCase(Locale.ROOT).endsWith("loop"));
  }

  private static Optional<Handed> at(Expr.Call call, Slot slot, String by) {
    Optional<Expr> named = slot.keyword().isEmpty() ? Optional.empty() : call.keyword(slot.keyword());
    boolean positional = slot.position() >= 0 && slot.position() < call.args().size()
        && call.args().stream().limit(slot.position() + 1L).noneMatch(Expr.Starred.class::isInstance);
    return named.or(() -> positional ? Optional.of(call.args().get(slot.position())) : Optional.empty())
        .map(each -> new Handed(each, by, slot.place()));
  }

  /// The function of the program behind the callable, `partial` looked through.
  Optional<CodeBlock> function(CodeBlock block, Program program) {
    Meaning meaning = program.meaning(callable, block.module());
    while (meaning instanceof Meaning.Partial partial) {
      meaning = partial.callee();
    }
    return meaning instanceof Meaning.Function function ? Optional.of(function.block()) : Optional.empty();
  }
}
