package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Messages that a peer sends when it likes: whether silence is right there.
final class Messages {

  enum Expected {
    /// Something was sent just before, over a connection whose making is seen: an answer is due.
    ANSWER,
    /// A client waits, and ends by what it receives.
    MAYBE,
    /// Whose connection it is cannot be told.
    UNSEEN,
    /// A listener.
    NO
  }

  private static final List<String> SENDS = List.of("send", "write", "publish", "request", "emit");

  private Messages() {}

  static Expected expected(Expr.Call call, Knowledge.Entry entry, CodeBlock block, Program program) {
    if (!isOfClient(call, entry, block, program)) {
      return Expected.UNSEEN;
    }
    Optional<Node> loop = Flow.loopAround(call, block);
    if (loop.isPresent()) {
      return endsByContent(loop.get()) ? Expected.MAYBE : Expected.NO;
    }
    return sendsBefore(call, block) && Limit.isClientSeen(call, block, program) ? Expected.ANSWER : Expected.MAYBE;
  }

  /// A stream's class serves both sides; then the call that opened it must be seen.
  private static boolean isOfClient(Expr.Call call, Knowledge.Entry entry, CodeBlock block, Program program) {
    int dot = entry.name().lastIndexOf('.');
    boolean onlyClients = dot > 0 && entry.name().substring(0, dot).contains("Client");
    return onlyClients || Limit.isClientSeen(call, block, program);
  }

  private static boolean endsByContent(Node loop) {
    List<Stmt> body = switch (loop) {
      case Stmt.While each -> each.body();
      case Stmt.For each -> each.body();
      case Stmt.AsyncFor each -> each.body();
      default -> List.of();
    };
    boolean leaves = CodeBlock.ownNodes(body).stream().anyMatch(each -> each instanceof Stmt.Break || each instanceof Stmt.Return);
    return leaves || (loop instanceof Stmt.While each && !(each.test() instanceof Expr.Constant));
  }

  /// `await ws.send(request)` above `await ws.recv()`.
  private static boolean sendsBefore(Expr.Call call, CodeBlock block) {
    return block.calls().stream().anyMatch(each ->
        each.func() instanceof Expr.Attribute attribute
            && isSend(attribute.attr())
            && each.span().compareTo(call.span()) < 0);
  }

  /// A method that sends something, by its name.
  static boolean isSend(String method) {
    String plain = method.replaceFirst("^_+", "");
    return SENDS.stream().anyMatch(plain::startsWith);
  }

  /// What an unresolved call must be, by what its result is compared with: `message.type == WSMsgType.TEXT`.
  static Optional<Knowledge.Entry> entry(Expr.Call call, CodeBlock block, Program program) {
    if (!(call.func() instanceof Expr.Attribute method) || !(program.meaning(call.func(), block.module()) instanceof Meaning.Unknown)) {
      return Optional.empty();
    }
    Optional<String> name = block.module().parent(call).filter(Expr.Await.class::isInstance).flatMap(await -> block.module().parent(await))
        .filter(each -> each instanceof Stmt.Assign assign && assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name)
        .map(each -> ((Expr.Name) ((Stmt.Assign) each).targets().getFirst()).id());
    if (name.isEmpty() || Handlers.isHandler(block, program) || isServer(block)) {
      return Optional.empty();
    }
    return block.own(Expr.Compare.class).stream()
        .filter(each -> each.left() instanceof Expr.Attribute left && left.value() instanceof Expr.Name of && of.id().equals(name.get()))
        .flatMap(each -> each.comparators().stream())
        .flatMap(each -> each instanceof Expr.Tuple tuple ? tuple.elts().stream() : Stream.of(each))
        .map(each -> program.entryOf(program.meaning(each, block.module()).nameInLibrary()).flatMap(Knowledge.Entry::tells))
        .flatMap(Optional::stream).findFirst()
        .flatMap(type -> program.member(type, method.attr()))
        .filter(each -> !each.is(Role.ROUTE));
  }

  /// A handler by its parameter, as aiohttp's are.
  private static boolean isServer(CodeBlock block) {
    return block.parameters().stream().anyMatch(each -> each.equals("request"));
  }
}
