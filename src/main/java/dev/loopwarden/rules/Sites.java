package dev.loopwarden.rules;

import dev.loopwarden.program.Blocks;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import dev.loopwarden.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sites and findings of a block.
final class Sites {

  private Sites() {}

  static Site of(CodeBlock block, Node node) {
    return new Site(block.module().path(), block.qualifiedName(), node.span(), block.module().code(node.span()));
  }

  /// A library's function as people call it: `ClientSession.get` of `aiohttp.ClientSession.get`, `open_connection` of `asyncio.open_connection`.
  static String shortName(Knowledge.Entry entry) {
    String[] parts = entry.name().split("\\.", -1);
    int last = parts.length - 1;
    boolean called = parts[last].startsWith("__");
    boolean ofClass = last > 0 && !parts[last - 1].isEmpty() && Character.isUpperCase(parts[last - 1].charAt(0));
    return ofClass ? parts[last - 1] + (called ? "" : "." + parts[last]) : entry.name();
  }

  /// The last part of a library function's name: `send` of `socket.socket.send`.
  static String lastPart(Knowledge.Entry entry) {
    return entry.name().substring(entry.name().lastIndexOf('.') + 1);
  }

  /// The line where a function is defined.
  static Site ofDefinition(CodeBlock block, String code) {
    int line = block.node().span().line();
    return new Site(block.module().path(), block.qualifiedName(), new Span(line, 0, line, 0), code);
  }

  /// A place by one node, told and named by the source of another: a handler stands at its line, not over its whole body.
  static Site of(CodeBlock block, Node place, ExceptHandler handler) {
    Span at = handler.span();
    Span span = CodeBlock.same(place, handler) ? new Span(at.line(), at.column(), at.line(), at.column() + "except".length()) : place.span();
    return new Site(block.module().path(), block.qualifiedName(), span, "except " + handler.type().map(each -> block.module().code(each.span())).orElse(""));
  }

  /// Whether a class below overrides a method with a plain one: which of them a call runs cannot be told.
  private static boolean isPlainBelow(CodeBlock method, Program program) {
    return method.owner().stream().flatMap(owner -> program.family(owner).below().stream())
        .flatMap(each -> each.method(method.name()).stream()).anyMatch(each -> !each.isAsync());
  }

  /// Whether a plain function sometimes gives a coroutine and sometimes something else: by its annotation, else by its `return`s.
  private static boolean mayGiveAnother(CodeBlock function, Program program) {
    if (function.isAsync()) {
      return false;
    }
    return function.returns().map(Sites::isUnion).orElseGet(() -> function.own(Stmt.Return.class).stream()
        .anyMatch(each -> each.value().filter(value -> program.meaning(value, function.module()) instanceof Meaning.Coroutine).isEmpty()));
  }

  private static boolean isUnion(Expr annotation) {
    return annotation instanceof Expr.BinOp || (annotation instanceof Expr.Subscript generic && Set.of("Union", "Optional").contains(CodeBlock.lastName(generic.value())));
  }

  /// Whether a call makes a coroutine, of which nothing runs before it is awaited. A future of a library runs by itself.
  static boolean isCoroutine(Expr.Call call, CodeBlock block, Program program) {
    boolean either = switch (program.meaning(call.func(), block.module())) {
      case Meaning.Function function -> isPlainBelow(function.block(), program) || mayGiveAnother(function.block(), program);
      case Meaning.OneOf(List<Meaning> choices) -> !choices.stream().allMatch(each -> each instanceof Meaning.Function(CodeBlock one, var _) && one.isAsync() && !isPlainBelow(one, program));
      case Meaning.CallableOf _ -> true; // a function that is given may start a task and give that
      default -> false;
    };
    boolean finished = !block.isAsync() && program.runs(call, block.module()).stream()
        .anyMatch(each -> !each.isAsync() && program.summary(each).effects().containsKey(Blocks.LOOP)); // where no loop runs it runs one itself
    boolean future = !program.meaning(call.func(), block.module()).nameInLibrary().isEmpty()
        && program.entry(call, block.module()).filter(each -> !each.async()).isPresent();
    return !either && !finished && !future && program.meaning(call, block.module()) instanceof Meaning.Coroutine
        && program.entry(call, block.module()).filter(each -> each.is(Role.GATHERS) || each.is(Role.SHIELDS)).isEmpty();
  }

  static Finding finding(RuleCard card, Site site, Message message, List<Hop> hops) {
    return finding(card, card.severity(), site, message, hops);
  }

  static Finding finding(RuleCard card, Severity severity, Site site, Message message, List<Hop> hops) {
    return new Finding(
        card.id(), card.aspect(), severity, Confidence.HIGH, site, message, hops, List.of(), Optional.empty());
  }

  static Finding finding(RuleCard card, Severity severity, Confidence confidence, Site site, Message message, List<Hop> hops) {
    return new Finding(card.id(), card.aspect(), severity, confidence, site, message, hops, List.of(), Optional.empty());
  }
}
