package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Project;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What limits how long a call waits.
sealed interface Limit {

  /// `evidence` says where it comes from.
  record Met(String evidence) implements Limit {}

  /// The library's own, which is long for somebody who waits.
  record LongDefault(double seconds) implements Limit {}

  /// Switched off, by this argument.
  record Off(Expr argument) implements Limit {}

  /// Cannot be told.
  record Unknown(String reason) implements Limit {}

  /// There is none.
  ///
  /// @param client where the object was made, if that is seen
  record None(Optional<Meaning.Made> client) implements Limit {}

  /// Over this, a library's default is long.
  double LONG_SECONDS = 60;

  /// Steps from a method's object back to what it came from: a cursor, its connection, the pool.
  int STEPS = 5;

  static Limit of(Expr.Call call, Knowledge.Entry entry, Knowledge.Wait wait, CodeBlock block, Program program) {
    if (entry.is(Role.LIMITED)) {
      return new Met("the settings say that it has a limit of its own");
    }
    Optional<Expr> ready = wait.unless().stream().map(each -> call.keyword(each)).flatMap(Optional::stream).findFirst();
    if (ready.isPresent()) {
      return new Met("`" + block.module().code(ready.get().span()) + "` is given, which is connected");
    }
    Optional<Expr> given = argument(call, wait);
    if (given.isPresent() && !Flow.isNone(given.get())) {
      return new Met("`" + block.module().code(given.get().span()) + "` is given as its limit");
    }
    Optional<String> scope = Scopes.around(call, block, program);
    if (scope.isPresent()) {
      return new Met(scope.get());
    }
    if (given.isPresent()) {
      return new Off(given.get());
    }
    if (Flow.hasHiddenKeywords(call) && !wait.arguments().isEmpty()) {
      return new Unknown("its keywords are handed over unseen");
    }
    return ofClient(receiver(call, block, program), wait, block, program);
  }

  private static Optional<Expr> argument(Expr.Call call, Knowledge.Wait wait) {
    Optional<Expr> keyword = wait.arguments().stream().map(each -> call.keyword(each)).flatMap(Optional::stream).findFirst();
    boolean positional = wait.position() >= 0 && call.args().size() > wait.position();
    return keyword.or(() -> positional ? Optional.of(call.args().get(wait.position())) : Optional.empty());
  }

  private static Optional<Meaning.LibraryInstance> receiver(Expr.Call call, CodeBlock block, Program program) {
    return switch (program.meaning(call.func(), block.module())) {
      case Meaning.Library library -> library.receiver();
      case Meaning.LibraryInstance instance -> Optional.of(instance);
      default -> Optional.empty();
    };
  }

  /// The limit that the object has, or what it came from, else the library's default.
  private static Limit ofClient(Optional<Meaning.LibraryInstance> object, Knowledge.Wait wait, CodeBlock block, Program program) {
    Optional<Meaning.LibraryInstance> each = object;
    Optional<Meaning.Made> first = object.flatMap(Meaning.LibraryInstance::made);
    for (int step = 0; step < STEPS && each.flatMap(Meaning.LibraryInstance::made).isPresent(); step++) {
      Meaning.Made made = each.get().made().get();
      Optional<Expr> given = wait.madeWith().stream().map(name -> nested(made.call(), name)).flatMap(Optional::stream).findFirst();
      if (given.isPresent()) {
        return Flow.isNone(given.get()) ? new Off(given.get())
            : new Met("the client is made with `" + made.module().code(given.get().span()) + "` at " + place(made));
      }
      if (!wait.madeWith().isEmpty() && mayHide(made.call(), wait.addressed())) {
        return new Unknown("what its client is made with at " + place(made) + " cannot be seen");
      }
      first = Optional.of(made);
      each = program.meaning(made.call().func(), made.module()) instanceof Meaning.Library library ? library.receiver() : Optional.empty();
    }
    boolean isSeen = first.isPresent() && each.isEmpty();
    return byDefault(wait, isSeen ? first : Optional.empty(), object.isPresent(), program.projectOf(block.module()));
  }

  private static Limit byDefault(Knowledge.Wait wait, Optional<Meaning.Made> made, boolean hasClient, Project project) {
    Optional<Double> seconds = wait.seconds();
    for (Knowledge.Change change : wait.changes()) {
      Optional<Boolean> newer = project.hasAtLeast(change.of(), change.since());
      if (newer.isEmpty() && !change.settled() && !change.seconds().equals(seconds)) {
        return new Unknown("it depends on the version of " + change.of() + ": " + words(seconds) + " before " + change.since() + ", " + words(change.seconds()) + " since");
      }
      seconds = newer.orElse(change.settled()) ? change.seconds() : seconds;
    }
    if (seconds.isPresent()) {
      return seconds.get() > LONG_SECONDS ? new LongDefault(seconds.get()) : new Met("the library's default of " + Math.round(seconds.get()) + " s");
    }
    if (wait.watched().isPresent()) {
      return new Met(wait.watched().get());
    }
    if (wait.elsewhere().isPresent()) {
      return new Unknown(wait.elsewhere().get());
    }
    boolean clientDecides = hasClient && !wait.madeWith().isEmpty() && wait.peer() != Knowledge.Peer.SENDS;
    return clientDecides && made.isEmpty() ? new Unknown("where its client is made is not seen") : new None(made);
  }

  private static String words(Optional<Double> seconds) {
    return seconds.map(each -> Math.round(each) + " s").orElse("none");
  }

  /// `a`, or for `a.b` the argument `b` of the call that is given as `a`.
  private static Optional<Expr> nested(Expr.Call call, String name) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return call.keyword(name);
    }
    return call.keyword(name.substring(0, dot))
        .filter(Expr.Call.class::isInstance).flatMap(each -> nested((Expr.Call) each, name.substring(dot + 1)));
  }

  /// Whether a limit may stand in what cannot be read: `**options`, or an address that is no literal, or one that names a limit.
  private static boolean mayHide(Expr.Call call, boolean addressed) {
    Stream<Expr> addresses = Stream.concat(
        call.args().stream().limit(1),
        Stream.of("dsn", "url", "uri", "host").map(each -> call.keyword(each)).flatMap(Optional::stream));
    boolean isFactory = addressed && !isClassLike(call);
    return Flow.hasHiddenKeywords(call)
        || call.args().stream().anyMatch(Expr.Starred.class::isInstance)
        || addresses.anyMatch(each -> isText(each) ? ((Expr.Constant) each).value().contains("timeout") : isFactory);
  }

  private static boolean isText(Expr expr) {
    return expr instanceof Expr.Constant constant && constant.type() == ConstantType.STR;
  }

  private static boolean isClassLike(Expr.Call call) {
    String name = CodeBlock.lastName(call.func());
    return !name.isEmpty() && Character.isUpperCase(name.charAt(0));
  }

  private static String place(Meaning.Made made) {
    return made.module().path() + ":" + made.call().span().line();
  }

  /// Whether the object that a method is called on was made by a call that is seen.
  static boolean isClientSeen(Expr.Call call, CodeBlock block, Program program) {
    return receiver(call, block, program).flatMap(Meaning.LibraryInstance::made).isPresent();
  }

  /// Names under which code keeps what talks to the network.
  List<String> RECEIVERS = List.of("session", "client", "http", "ws", "websocket", "conn", "connection", "pool", "db", "redis", "channel", "stub", "reader");
}
