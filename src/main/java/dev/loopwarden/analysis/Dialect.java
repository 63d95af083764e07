package dev.loopwarden.analysis;

import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Message;
import java.util.List;
import java.util.regex.Pattern;

/// Rules speak of asyncio; in code of anyio or trio the same advice is told in that library's words. What is there (title and `what`) is told as
/// it is written.
/// Sources: https://anyio.readthedocs.io/en/stable/api.html, https://trio.readthedocs.io/en/stable/reference-core.html
final class Dialect {

  /// A word of asyncio, and its like in the two other libraries.
  private record Word(Pattern asyncio, String anyio, String trio) {
    Word(String asyncio, String anyio, String trio) {
      this(Pattern.compile(asyncio), anyio, trio);
    }
  }

  private static final List<Word> WORDS = List.of(
      new Word("async with asyncio\\.timeout\\(", "with anyio.fail_after(", "with trio.fail_after("),
      new Word("`await asyncio\\.wait_for\\(\\.\\.\\., (\\w+)\\)`", "`with anyio.fail_after($1):`", "`with trio.fail_after($1):`"),
      new Word("; before Python 3\\.11 `with (anyio|trio)\\.fail_after\\(\\w+\\):`", "", ""),
      new Word("`asyncio\\.timeout` and `TaskGroup`", "cancel scopes and task groups", "cancel scopes and nurseries"),
      new Word("asyncio\\.timeout", "anyio.fail_after", "trio.fail_after"),
      new Word("asyncio\\.CancelledError", "anyio.get_cancelled_exc_class()", "trio.Cancelled"),
      new Word("`CancelledError`", "the exception of a cancel", "`Cancelled`"),
      new Word("asyncio\\.create_subprocess_exec", "anyio.run_process", "trio.run_process"),
      new Word("asyncio\\.open_connection", "anyio.connect_tcp", "trio.open_tcp_stream"),
      new Word("an `asyncio\\.Semaphore", "an `anyio.CapacityLimiter", "a `trio.CapacityLimiter"),
      new Word("asyncio\\.Semaphore", "anyio.CapacityLimiter", "trio.CapacityLimiter"),
      new Word("an `asyncio\\.(Event|Lock|Condition)`", "an `anyio.$1`", "a `trio.$1`"),
      new Word("asyncio\\.Queue(\\(maxsize=(\\d+)\\))?", "anyio.create_memory_object_stream", "trio.open_memory_channel"),
      new Word("asyncio\\.to_thread", "anyio.to_thread.run_sync", "trio.to_thread.run_sync"),
      new Word("loop\\.run_in_executor\\(None, ", "anyio.to_thread.run_sync(", "trio.to_thread.run_sync("),
      new Word("loop\\.getaddrinfo", "anyio.getaddrinfo", "trio.socket.getaddrinfo"),
      new Word("an `asyncio\\.TaskGroup`|a `TaskGroup`", "a task group", "a nursery"),
      new Word("`TaskGroup`", "a task group", "a nursery"),
      new Word("an `trio\\.", "an `trio.", "a `trio."),
      new Word(", `aiohttp\\.ClientSession`", "", ""),
      new Word("(?<![\\w.])asyncio\\.(sleep|Event|Lock|Condition|run)\\b", "anyio.$1", "trio.$1"));

  /// Libraries that need an asyncio loop under them.
  private static final Pattern ASYNCIO_ONLY = Pattern.compile("(?i)`(aio[a-z_]+|asyncpg|redis\\.asyncio|motor|psycopg\\.Async|asyncio)\\b.*");

  private Dialect() {}

  /// The finding in the words of the code that it stands in.
  static Finding of(Finding finding, Family family) {
    if (family == Family.ASYNCIO) {
      return finding;
    }
    Message said = finding.message();
    var message = new Message(said.title(), said.what(), words(said.why(), family), advice(said.instead(), family));
    return new Finding(
        finding.ruleId(), finding.aspect(), finding.severity(), finding.confidence(), finding.site(), message, finding.hops(), finding.alsoAt(), finding.fix());
  }

  /// What only runs on asyncio is no way out for trio.
  private static String advice(String instead, Family family) {
    String told = words(instead, family);
    boolean closed = family == Family.TRIO && told.startsWith("Use ") && ASYNCIO_ONLY.matcher(told.substring("Use ".length())).lookingAt();
    return closed ? "Run it off the loop: `await " + family.thread() + "(...)`." : told;
  }

  private static String words(String text, Family family) {
    String told = text;
    for (Word each : WORDS) {
      told = each.asyncio().matcher(told).replaceAll(family == Family.TRIO ? each.trio() : each.anyio());
    }
    return told;
  }
}
