package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Calls that would wait for a disk or a server, of what is in memory already.
final class InMemory {

  /// What reads or writes files all the same, whatever the archive is made of.
  private static final Set<String> FILES = Set.of("extractall", "extract", "add", "write");

  private static final Set<String> TEXTS = Set.of("text", "content", "body", "data", "xml", "html", "raw");

  private InMemory() {}

  /// @param call with the module that it stands in
  static boolean is(Meaning callee, Meaning.Made call, Knowledge.Entry entry, Program program) {
    return switch (entry.blocks().orElse(Blocks.NAMED)) {
      case DB -> made(callee, call).call().args().stream().findFirst()
          .filter(each -> each instanceof Expr.Constant constant && constant.value().equals(":memory:")).isPresent();
      case BULK -> !FILES.contains(entry.name().substring(entry.name().lastIndexOf('.') + 1)) && isOverBytes(made(callee, call), program);
      case HTTP -> entry.is(Role.READS_TEXT) && isText(call.call());
      default -> false;
    };
  }

  /// What was fetched already, by its look: `await answer.text()`, `answer.content`, `body`.
  private static boolean isText(Expr.Call call) {
    return call.args().stream().limit(1).flatMap(each -> each.findAll(Expr.class).stream()).anyMatch(each -> switch (each) {
      case Expr.Await _ -> true;
      case Expr.Attribute attribute -> TEXTS.contains(attribute.attr());
      case Expr.Name name -> TEXTS.contains(name.id());
      default -> false;
    });
  }

  /// The call that made the object; the call itself where it is none of an object.
  private static Meaning.Made made(Meaning callee, Meaning.Made call) {
    Optional<Meaning.Made> made = callee instanceof Meaning.Library library ? library.receiver().flatMap(Meaning.LibraryInstance::made) : Optional.empty();
    return made.orElse(call);
  }

  /// `tarfile.open(fileobj=io.BytesIO(data))`.
  private static boolean isOverBytes(Meaning.Made made, Program program) {
    Stream<Expr> given = Stream.concat(
        made.call().args().stream().limit(1),
        made.call().keyword("fileobj").stream());
    return given.anyMatch(each -> program.meaning(each, made.module()).typeInLibrary().equals("io.BytesIO"));
  }
}
