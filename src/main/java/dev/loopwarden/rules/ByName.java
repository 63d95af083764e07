package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Arguments;
import dev.loopwarden.python.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The methods that a call may mean where the object is not known: all of that name in the program. Good for a guess, never for a comment.
final class ByName {

  /// Names that every library has: nothing follows from them.
  private static final Set<String> COMMON =
      Set.of(
          "get", "set", "put", "pop", "add", "append", "remove", "discard", "update", "clear", "copy", "close", "open", "start", "stop", "run",
          "send", "recv", "read", "write", "flush", "cancel", "join", "wait", "release", "acquire", "items", "keys", "values", "index", "count",
          "format", "encode", "decode", "emit", "notify", "register", "submit", "result", "done", "exit", "execute", "connect", "delete",
          "create", "filter", "all", "first", "one", "save", "load", "dump", "commit", "rollback", "next", "reset", "render", "info", "debug",
          "error", "warning", "log", "exception", "critical", "step", "process", "handle", "call", "invoke", "terminate", "kill", "push", "pull");

  private ByName() {}

  /// The methods of that name that take as many arguments as are given; none where the object is known, or the name says nothing.
  static List<CodeBlock> methods(Expr.Call call, CodeBlock block, Program program) {
    if (!(call.func() instanceof Expr.Attribute attribute) || COMMON.contains(attribute.attr()) || attribute.attr().startsWith("__")
        || !(program.meaning(attribute.value(), block.module()) instanceof Meaning.Unknown)) {
      return List.of();
    }
    return program.named(attribute.attr()).stream()
        .filter(each -> each.owner().isPresent() && !isAbstract(each) && takes(each, call)).toList();
  }

  private static boolean isAbstract(CodeBlock method) {
    return method.isDecoratedWith("abstractmethod", "property", "cached_property", "overload") || Flow.isStub(method);
  }

  /// Whether the arguments of a call fit a method's parameters; what is unpacked fits always.
  static boolean takes(CodeBlock method, Expr.Call call) {
    Arguments all = method.args().orElseThrow();
    if (call.args().stream().anyMatch(Expr.Starred.class::isInstance) || Flow.hasHiddenKeywords(call)) {
      return true;
    }
    List<Arg> positional = new ArrayList<>(all.posonlyargs());
    positional.addAll(all.args());
    int self = method.isStatic() ? 0 : 1;
    int most = positional.size() - self;
    int least = most - all.defaults().size();
    List<String> named = call.keywords().stream().flatMap(each -> each.arg().stream()).toList();
    long byName = positional.stream().skip(self).filter(each -> named.contains(each.arg())).count();
    boolean known = all.kwarg().isPresent()
        || named.stream().allMatch(each -> all.all().stream().anyMatch(arg -> arg.arg().equals(each)));
    return known && (call.args().size() <= most || all.vararg().isPresent()) && call.args().size() + byName >= least;
  }
}
