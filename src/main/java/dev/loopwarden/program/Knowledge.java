package dev.loopwarden.program;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What is known of libraries: one readable file a library beside this class, read when its package is first asked for. What a
/// repository's settings add goes before.
public final class Knowledge {

  /// All that is known of one qualified name.
  ///
  /// @param blocks on what a call waits without giving way
  /// @param drivers distributions of other libraries that do the same without blocking; empty where the library has an async twin itself
  /// @param async a call gives an awaitable
  /// @param returns type of the result: a class's name, `(a, b)` for a tuple, `[a]` for something with elements
  /// @param enters type that a `with` gives, where it is another than the object's own
  /// @param attribute type of the attribute of that name
  /// @param waits on what an awaited call waits, and what limits it
  /// @param callable position of the callable or coroutine that it is given
  /// @param instead what to write instead
  /// @param newer since which version there is what it says to write instead
  /// @param closedBy methods that close what the call gives
  /// @param pool how many connections it keeps
  /// @param streams type of the result where it is called with `stream=True`
  /// @param tells the class whose methods give what is compared with this, by an attribute: `message.type == WSMsgType.TEXT`
  /// @param limits of an object that holds limits: its arguments
  /// @param source where it is written: an address
  public record Entry(
      String name,
      Optional<Blocks> blocks,
      List<String> drivers,
      boolean async,
      Optional<String> returns,
      Optional<String> streams,
      Optional<String> enters,
      Optional<String> attribute,
      Optional<Wait> waits,
      Set<Role> roles,
      int callable,
      Optional<String> instead,
      Optional<Newer> newer,
      List<String> closedBy,
      Optional<Pool> pool,
      Optional<String> tells,
      Optional<Limits> limits,
      String source) {

    public Entry {
      drivers = List.copyOf(drivers);
      closedBy = List.copyOf(closedBy);
    }

    public boolean is(Role role) {
      return roles.contains(role);
    }

    Entry named(String other) {
      return new Entry(other, blocks, drivers, async, returns, streams, enters, attribute, waits, roles, callable, instead, newer, closedBy, pool, tells, limits, source);
    }

    /// One of which nothing is known but its name.
    static Entry unknown(String name, String source) {
      return new Entry(
          name, Optional.empty(), List.of(), false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), 0,
          Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), source);
    }

    Entry withoutBlocking() {
      return new Entry(name, Optional.empty(), drivers, async, returns, streams, enters, attribute, waits, roles, callable, instead, newer, closedBy, pool, tells, limits, source);
    }

    /// Both together; what this one says goes before.
    Entry with(Entry two) {
      var all = EnumSet.noneOf(Role.class);
      all.addAll(roles);
      all.addAll(two.roles);
      return new Entry(
          name, blocks.or(two::blocks), drivers.isEmpty() ? two.drivers : drivers, async || two.async, returns.or(two::returns),
          streams.or(two::streams), enters.or(two::enters), attribute.or(two::attribute), waits.or(two::waits), Set.copyOf(all), Math.max(callable, two.callable),
          instead.or(two::instead), newer.or(two::newer), closedBy.isEmpty() ? two.closedBy : closedBy, pool.or(two::pool), tells.or(two::tells), limits.or(two::limits), source);
    }
  }

  /// On what an awaited call waits.
  public enum Peer {
    /// Somebody who was asked: an answer is due.
    ANSWERS,
    /// Somebody who sends when they like: silence may be right.
    SENDS,
    /// Whoever uses it now: a pool or a buffer that gets free as a rule.
    FREES
  }

  /// What an awaited call waits for.
  ///
  /// @param what for people: "an HTTP answer"
  /// @param arguments keyword arguments that set a limit
  /// @param position of the limit among the positional arguments; -1 where there is none
  /// @param madeWith arguments of the object's constructor, or of what that came from, that set a limit for all its calls; `a.b` is the argument
  /// `b` of what is made for `a`
  /// @param seconds the library's default; empty where it waits for ever
  /// @param changes other defaults in newer versions, oldest first
  /// @param watched how a peer that is gone is found out without a limit: "pings every 20 s"
  /// @param elsewhere what may set a limit that no code shows: "`statement_timeout` of the server decides"
  /// @param system what ends it at last although nobody set a limit: "the system gives up after about two minutes"
  /// @param addressed the address that the client is made with may set a limit
  /// @param unless arguments with which it does not wait for a peer: a socket that is connected already
  /// @param sure the wait is for a network peer whatever it is called with: findings are of high confidence
  public record Wait(
      String what, Peer peer, List<String> arguments, int position, List<String> madeWith, Optional<Double> seconds, List<Change> changes,
      Optional<String> watched, Optional<String> elsewhere, Optional<String> system, boolean addressed, List<String> unless, boolean sure) {

    public Wait {
      arguments = List.copyOf(arguments);
      madeWith = List.copyOf(madeWith);
      changes = List.copyOf(changes);
      unless = List.copyOf(unless);
    }
  }

  /// A default that a library changed.
  ///
  /// @param of the distribution
  /// @param since the first version that has it
  /// @param seconds the default from then on; empty where it waits for ever
  /// @param settled so long ago that a project which names no version has it
  public record Change(String of, String since, Optional<Double> seconds, boolean settled) {}

  /// A replacement that a version brought.
  ///
  /// @param of the distribution
  /// @param since the first version that has it
  /// @param before what to write with an older one
  /// @param settled so long ago that a project which names no version has it
  public record Newer(String of, String since, String before, boolean settled) {}

  /// Connections that are kept for reuse.
  ///
  /// @param arguments that set how many
  /// @param size the default; empty where there is no limit
  /// @param patience seconds that a call waits for a free one; empty where it waits for ever
  public record Pool(List<String> arguments, Optional<Integer> size, Optional<Double> patience) {
    public Pool {
      arguments = List.copyOf(arguments);
    }
  }

  /// The arguments of an object that holds limits.
  ///
  /// @param any any of them limits a wait; else the first that is given decides
  /// @param names of the arguments; "0" is the first positional one
  public record Limits(boolean any, List<String> names) {
    public Limits {
      names = List.copyOf(names);
    }
  }

  private static final Knowledge BUNDLED = new Knowledge(new ConcurrentHashMap<>(), Additions.NONE);

  private final Map<String, Optional<KnowledgeFile>> files;
  private final Additions additions;

  private Knowledge(Map<String, Optional<KnowledgeFile>> files, Additions additions) {
    this.files = files;
    this.additions = additions;
  }

  public static Knowledge bundled() {
    return BUNDLED;
  }

  /// The same, with what a repository's settings say.
  public Knowledge with(Additions more) {
    return more.isEmpty() ? this : new Knowledge(files, more);
  }

  /// What the repository's settings add.
  Additions additions() {
    return additions;
  }

  /// What is known of a qualified name, aliases followed; a family entry (`boto3.client.*`) covers the names below it.
  public Optional<Entry> of(String qualified) {
    String name = canonical(qualified);
    Optional<Entry> known = inFile(name);
    return additions.isEmpty() ? known : additions.to(known, name, qualified);
  }

  private Optional<Entry> inFile(String name) {
    Map<String, Entry> entries = file(root(name)).map(KnowledgeFile::entries).orElse(Map.of());
    Entry exact = entries.get(name);
    if (exact != null) {
      return Optional.of(exact);
    }
    for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
      Entry family = entries.get(name.substring(0, dot) + ".*");
      if (family != null) {
        return Optional.of(family);
      }
    }
    return Optional.empty();
  }

  /// What the settings say of a function of the program itself, by its dotted name; roots such as `src` may be left out.
  Optional<Entry> ofOwn(String dotted) {
    if (additions.isEmpty()) {
      return Optional.empty();
    }
    for (String name = dotted; !name.isEmpty(); name = name.contains(".") ? name.substring(name.indexOf('.') + 1) : "") {
      if (name.contains(".")) {
        Optional<Entry> found = additions.to(Optional.empty(), name, name);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /// What is known of a member of a class, its base classes included.
  public Optional<Entry> member(String type, String attribute) {
    for (Optional<String> each = Optional.of(canonical(type)); each.isPresent(); each = parent(each.get())) {
      Optional<Entry> entry = of(each.get() + "." + attribute);
      if (entry.isPresent()) {
        return entry;
      }
    }
    return Optional.empty();
  }

  /// Whether a library class is another one or inherits from it.
  public boolean isKindOf(String type, String ancestor) {
    for (Optional<String> each = Optional.of(canonical(type)); each.isPresent(); each = parent(each.get())) {
      if (each.get().equals(ancestor)) {
        return true;
      }
    }
    return false;
  }

  /// Whether there is a file about the library that a qualified name is of.
  public boolean knowsLibraryOf(String qualified) {
    return !file(root(canonical(qualified))).isEmpty();
  }

  public boolean is(String qualified, Role role) {
    return of(qualified).map(each -> each.is(role)).orElse(false);
  }

  /// The name under which the library's file knows it: `asyncio.tasks.gather` is `asyncio.gather`.
  public String canonical(String name) {
    Map<String, String> known = file(root(name)).map(KnowledgeFile::aliases).orElse(Map.of());
    if (known.isEmpty()) {
      return name;
    }
    for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
      String to = known.get(name.substring(0, end));
      if (to != null) {
        return to + name.substring(end);
      }
    }
    return name;
  }

  private Optional<String> parent(String type) {
    return file(root(type)).map(each -> each.parents().get(type));
  }

  private static String root(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private Optional<KnowledgeFile> file(String root) {
    Optional<KnowledgeFile> known = files.get(root);
    if (known == null) {
      known = KnowledgeFile.bundled(root);
      files.put(root, known);
    }
    return known;
  }

  /// All entries of a library's file, by name; for tests and pages.
  Map<String, Entry> library(String root) {
    return new HashMap<>(file(root).map(KnowledgeFile::entries).orElse(Map.of()));
  }
}
