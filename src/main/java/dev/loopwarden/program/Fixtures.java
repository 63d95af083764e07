package dev.loopwarden.program;

import dev.loopwarden.python.Arg;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/// What pytest gives to tests and fixtures: a parameter is named as the fixture that is its value. It looks in the class, in the module, and in the
/// `conftest.py` of the folder and of those above. https://docs.pytest.org/en/stable/reference/fixtures.html#fixture-availability
final class Fixtures {

  private final Program program;
  private final Resolver resolver;
  private final Knowledge knowledge;
  private final IdentityHashMap<ParsedModule, Map<String, CodeBlock>> known = new IdentityHashMap<>();

  Fixtures(Program program, Resolver resolver, Knowledge knowledge) {
    this.program = program;
    this.resolver = resolver;
    this.knowledge = knowledge;
  }

  /// What a parameter is given; empty where the function is neither test nor fixture, or no fixture of that name is seen.
  Optional<Meaning> given(CodeBlock block, Arg arg) {
    if (!isFixture(block) && !isTest(block)) {
      return Optional.empty();
    }
    return found(block, arg.arg()).map(each -> each.isGenerator() ? resolver.yielded(each) : resolver.result(each))
        .or(() -> knowledge.of("pytest.fixtures." + arg.arg()).flatMap(Knowledge.Entry::attribute).map(type -> resolver.typed(type, Elements.nothing())))
        .filter(Meaning::isKnown);
  }

  private Optional<CodeBlock> found(CodeBlock block, String name) {
    Optional<CodeBlock> own = block.owner().flatMap(owner -> owner.method(name)).filter(Fixtures::isFixture).or(() -> in(block.module(), name));
    String folder = block.module().path();
    Optional<CodeBlock> found = own.filter(each -> !each.equals(block)); // one may stand over one of its own name
    while (found.isEmpty() && !folder.isEmpty()) {
      folder = folder.contains("/") ? folder.substring(0, folder.lastIndexOf('/')) : "";
      found = program.module(folder.isEmpty() ? "conftest.py" : folder + "/conftest.py").flatMap(each -> in(each, name)).filter(each -> !each.equals(block));
    }
    return found;
  }

  /// A fixture of a module, or one that it imports.
  private Optional<CodeBlock> in(ParsedModule module, String name) {
    Map<String, CodeBlock> all = known.get(module);
    if (all == null) {
      all = new HashMap<>();
      for (CodeBlock each : module.blocks()) {
        if (each.owner().isEmpty() && isFixture(each)) {
          all.put(named(each), each);
        }
      }
      known.put(module, all);
    }
    CodeBlock own = all.get(name);
    return own != null ? Optional.of(own)
        : resolver.names().global(name, module) instanceof Meaning.Function function && isFixture(function.block()) ? Optional.of(function.block()) : Optional.empty();
  }

  /// `@pytest.fixture(name="client")`.
  private static String named(CodeBlock fixture) {
    return fixture.decorators().stream().filter(Expr.Call.class::isInstance).flatMap(each -> ((Expr.Call) each).keywords().stream())
        .filter(each -> each.arg().filter("name"::equals).isPresent()).map(Keyword::value)
        .filter(each -> each instanceof Expr.Constant text && text.type() == ConstantType.STR).map(each -> ((Expr.Constant) each).value())
        .findFirst().orElse(fixture.name());
  }

  private static boolean isFixture(CodeBlock block) {
    return block.isDecoratedWith("fixture");
  }

  private static boolean isTest(CodeBlock block) {
    String file = block.module().path().substring(block.module().path().lastIndexOf('/') + 1);
    return block.name().startsWith("test") && (file.startsWith("test") || file.endsWith("_test.py"));
  }
}
