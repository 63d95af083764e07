package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Effect;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Heavy computations, by how often they are met: a password is checked at each login and set once, a model is loaded once and kept.
final class Heavy {

  /// Libraries whose slow functions are about secrets.
  private static final Set<String> SECRETS =
      Set.of("hashlib", "bcrypt", "passlib", "argon2", "Crypto", "cryptography", "nacl", "werkzeug", "django");

  /// What is done to an account now and then.
  private static final Set<String> RARE = Set.of(
      "change", "reset", "update", "edit", "modify", "setup", "configure", "rotate", "recovery", "recover", "forgot", "default", "generate", "regenerate", "enroll", "enable",
      "disable", "migrate", "upgrade", "install", "init", "bootstrap", "seed", "2fa", "totp", "cert", "certs", "certificate");

  /// What each visitor goes through.
  private static final Set<String> GATES = Set.of(
      "login", "signin", "auth", "authenticate", "authorize", "authorized", "verify", "check", "require", "validate", "credentials", "register", "signup", "token", "current");

  /// Names of web frameworks' classes: where none is written, no visitors come.
  private static final List<String> WEB = List.of("APIRouter", "FastAPI", "Starlette", "Sanic", "Blueprint", "Quart", "Application", "RequestHandler", "Litestar");

  /// Last parts of the names of functions that load a model.
  private static final Set<String> LOADS = Set.of("load", "load_model", "from_pretrained", "pipeline", "SentenceTransformer", "CrossEncoder", "WhisperModel");

  /// Rounds of fewer than 10,000.
  private static final int CHEAP_DIGITS = 4;

  private Heavy() {}

  /// Whether somebody waits for a computation more than now and then.
  ///
  /// @param steps the way to it, from the code on the loop on
  static boolean isFelt(List<Effect.Step> steps, Knowledge.Entry entry, Program program) {
    Effect.Step last = steps.getLast();
    if (SECRETS.contains(Held.root(entry.name()))) {
      return !isCheap(last.site()) && isGate(steps, program);
    }
    return !(LOADS.contains(Sites.lastPart(entry)) && isKept(last.site(), last.block()));
  }

  /// `pbkdf2_hmac(..., 2048)`: a literal number of rounds that are over in some milliseconds.
  private static boolean isCheap(Node site) {
    return site instanceof Expr.Call call && Stream.concat(call.keyword("iterations").stream(), call.args().stream().skip(3).limit(1))
        .anyMatch(each -> each instanceof Expr.Constant rounds && rounds.type() == ConstantType.INT && rounds.value().length() <= CHEAP_DIGITS);
  }

  /// A route that does not change an account, or a check that stands before what visitors ask for.
  private static boolean isGate(List<Effect.Step> steps, Program program) {
    CodeBlock first = steps.getFirst().block();
    List<String> words = steps.stream().flatMap(each -> Limiters.words(each.block().name()).stream()).toList();
    if (words.stream().anyMatch(RARE::contains) || (words.contains("create") && words.contains("key"))) {
      return false;
    }
    boolean gate = words.stream().anyMatch(GATES::contains) && WEB.stream().anyMatch(each -> !program.mentions(each).isEmpty());
    return gate || Handlers.serves(first, program);
  }

  /// Whether what a call gives is kept beyond the function: on the object, in a global or a cache of the module, by a cache around the function.
  private static boolean isKept(Node site, CodeBlock block) {
    return Flow.isCached(block) || Flow.around(site, block).filter(Stmt.Assign.class::isInstance).map(Stmt.Assign.class::cast).findFirst().stream()
        .flatMap(each -> each.targets().stream()).anyMatch(each -> isLasting(each, block));
  }

  private static boolean isLasting(Expr target, CodeBlock block) {
    return switch (target) {
      case Expr.Attribute _, Expr.Subscript _ -> true;
      case Expr.Name name -> block.own(Stmt.Global.class).stream().anyMatch(each -> each.names().contains(name.id())) || isStored(name.id(), block);
      default -> false;
    };
  }

  /// `model = load(...)`, then `self._model = model`.
  private static boolean isStored(String name, CodeBlock block) {
    Stream<Stmt.Assign> assigns = block.own(Stmt.Assign.class).stream();
    return assigns.anyMatch(each -> each.value() instanceof Expr.Name value && value.id().equals(name)
        && each.targets().stream().anyMatch(target -> !(target instanceof Expr.Name)));
  }
}
