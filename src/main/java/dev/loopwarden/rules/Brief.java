package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Calls that block, and are over in a moment as a rule.
final class Brief {

  /// A wait for a thread with a limit of at most this long is short where something ends.
  private static final double SHORT_SECONDS = 5;

  /// Commands that ask or change one thing of this machine and end.
  private static final Set<String> COMMANDS = Set.of(
      "rm", "mkdir", "rmdir", "touch", "chmod", "chown", "ln", "kill", "pkill", "killall", "taskkill", "tasklist", "which", "where", "uname", "hostname", "whoami",
      "id", "echo", "date", "pwd", "true", "stty", "tput", "clear", "cls", "nproc", "getconf", "ps", "pgrep", "open", "xdg-open", "cat", "ls", "sysctl", "sw_vers",
      "lsb_release", "test", "readlink", "realpath", "basename", "dirname", "env", "stat");

  /// What git tells from its own folder.
  private static final Set<String> GIT = Set.of("rev-parse", "describe", "symbolic-ref", "config", "status", "branch", "remote", "log", "show-ref", "tag");

  private static final Set<String> VERSION = Set.of("--version", "-version", "-V", "--help");

  private Brief() {}

  /// @param block the call stands in
  static boolean is(Expr.Call call, CodeBlock block, Knowledge.Entry entry, Program program) {
    return switch (entry.blocks().orElse(Blocks.NAMED)) {
      case DB -> isOfLocalFile(entry);
      case ORM -> entry.name().startsWith("sql") && (areEnginesLocal(program) || ThreadTies.areConnectionsTied(program));
      case LOCK -> isShortWait(call, block, entry) || isOfOwnLock(block, entry);
      case PROCESS -> command(call, block, program).filter(Brief::isShort).isPresent() || wasKilled(call, block);
      case SOCKET -> isSend(entry);
      case MQ -> entry.is(Role.BRIEF);
      case SLEEP, HTTP, SDK, FILE, PATH, BULK, LOOP, CPU, INPUT, NAMED -> false;
    };
  }

  /// SQLite answers from a file of this machine: https://www.sqlite.org/whentouse.html
  private static boolean isOfLocalFile(Knowledge.Entry entry) {
    return entry.name().startsWith("sqlite3.");
  }

  /// Whether all engines that the program makes have a literal address of SQLite.
  private static boolean areEnginesLocal(Program program) {
    List<Expr.Call> made = program.mentions("create_engine").stream()
        .flatMap(each -> each.module().parent(each.at()).filter(up -> up instanceof Expr.Call call && CodeBlock.same(call.func(), each.at())).stream())
        .map(Expr.Call.class::cast).toList();
    return !made.isEmpty() && made.stream().allMatch(each -> Stream.concat(each.args().stream().limit(1), each.keyword("url").stream()).anyMatch(Brief::isLocalAddress));
  }

  private static boolean isLocalAddress(Expr address) {
    return switch (address) {
      case Expr.Constant constant -> constant.value().startsWith("sqlite");
      case Expr.JoinedStr text -> !text.values().isEmpty() && isLocalAddress(text.values().getFirst());
      default -> false;
    };
  }

  /// `thread.join(timeout=5)`, which stands at an end by nature, and other waits with such a limit where something ends.
  private static boolean isShortWait(Expr.Call call, CodeBlock block, Knowledge.Entry entry) {
    boolean limited = Stream.concat(call.keyword("timeout").stream(), call.args().stream())
        .anyMatch(each -> each instanceof Expr.Constant constant && isAtMost(constant, SHORT_SECONDS));
    return limited && (entry.name().endsWith(".join") || Flow.isEnding(block) || block.name().equals("__exit__"));
  }

  /// The inside of a lock that the program makes of a condition, by its name: it is held for as short a time as any lock.
  private static boolean isOfOwnLock(CodeBlock block, Knowledge.Entry entry) {
    return entry.name().equals("threading.Condition.wait") && block.owner().filter(each -> each.name().endsWith("Lock")).isPresent();
  }

  private static boolean isAtMost(Expr.Constant constant, double seconds) {
    return (constant.type() == ConstantType.INT || constant.type() == ConstantType.FLOAT) && Double.parseDouble(constant.value()) <= seconds;
  }

  /// A small message only fills a buffer of the socket; the connection and the answer are what is waited for.
  private static boolean isSend(Knowledge.Entry entry) {
    return Set.of("socket", "websocket").contains(Held.root(entry.name())) && Set.of("send", "sendall", "sendto").contains(Sites.lastPart(entry));
  }

  /// The literal words of the command that a call runs, or that the process was started with whose end it waits for.
  private static Optional<List<String>> command(Expr.Call call, CodeBlock block, Program program) {
    Optional<Expr.Call> started = program.meaning(call.func(), block.module()) instanceof Meaning.Library library
        ? library.receiver().flatMap(Meaning.LibraryInstance::made).map(Meaning.Made::call) : Optional.empty();
    Expr.Call starts = started.orElse(call);
    return Stream.concat(starts.args().stream().limit(1), starts.keyword("args").stream()).findFirst().map(each -> named(each, block)).map(Brief::words).filter(each -> !each.isEmpty());
  }

  /// `command = ["git", "rev-parse", "HEAD"]` stands for its value.
  private static Expr named(Expr given, CodeBlock block) {
    if (!(given instanceof Expr.Name name)) {
      return given;
    }
    List<Expr> values = block.own(Stmt.Assign.class).stream()
        .filter(each -> each.targets().getFirst() instanceof Expr.Name target && target.id().equals(name.id())).map(Stmt.Assign::value).toList();
    return values.size() == 1 ? values.getFirst() : given;
  }

  /// `process.kill()` before `process.wait()`: nothing holds the process any more.
  private static boolean wasKilled(Expr.Call call, CodeBlock block) {
    return call.func() instanceof Expr.Attribute wait && block.calls().stream().anyMatch(each -> each.func() instanceof Expr.Attribute kill
        && kill.attr().equals("kill") && each.span().compareTo(call.span()) < 0 && Flow.alike(kill.value(), wait.value(), block));
  }

  /// What is no literal is an empty word.
  private static List<String> words(Expr command) {
    return switch (command) {
      case Expr.List list -> list.elts().stream().map(Brief::word).toList();
      case Expr.Tuple tuple -> tuple.elts().stream().map(Brief::word).toList();
      case Expr.JoinedStr text when !text.values().isEmpty() -> split(word(text.values().getFirst()));
      case Expr other -> split(word(other));
    };
  }

  private static List<String> split(String line) {
    return Arrays.stream(line.strip().split("\\s+", -1)).toList();
  }

  private static String word(Expr expr) {
    return expr instanceof Expr.Constant constant && constant.type() == ConstantType.STR ? constant.value() : "";
  }

  private static boolean isShort(List<String> words) {
    String first = words.getFirst().substring(words.getFirst().lastIndexOf('/') + 1).toLowerCase(Locale.ROOT).replaceFirst("\\.exe$", "");
    boolean chained = words.stream().anyMatch(each -> each.contains("|") || each.contains(";") || each.contains("&"));
    boolean git = first.equals("git") && words.stream().skip(1).anyMatch(GIT::contains);
    return !chained && (COMMANDS.contains(first) || git || (words.size() > 1 && VERSION.contains(words.getLast())));
  }
}
