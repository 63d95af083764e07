package dev.loopwarden.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.source.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is nested deeper than anything is followed is left out, and nothing else of its file.
class NestingTest {

  private static final String TOO_DEEP = "nested too deeply to be followed: at most 300 levels are";

  private static ParsedModule module(String text) {
    SourceFile file = SourceFile.of("a.py", text);
    return ParsedModule.of(file, (ParseResult.Parsed) PythonParser.parse(file));
  }

  private static Iterable<String> names(ParsedModule module) {
    return module.blocks().stream().map(CodeBlock::qualifiedName).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%s()=.b", "a%s()=()", "a%s()=[0]", "x()%s= + x()", "''%s= + f'{x}'", "{}%s= | {}"})
  void aStatementThatIsTooDeepIsLeftOutAndTheOthersAreKept(String shape) {
    String[] parts = shape.split("=", 2);
    ParsedModule module = module("def one(): pass\nr = " + parts[0].formatted(parts[1].repeat(2_000)) + "\ndef two(): pass\n");
    assertThat(names(module)).containsExactly("<module>", "one", "two");
    assertThat(module.unread()).containsExactly(new ParseResult.Unread(2, 2, 2, 0, TOO_DEEP, ParseResult.Kind.LIMIT));
  }

  @Test
  void whatPeopleWriteIsKept() {
    ParsedModule module = module("def f(x):\n    return " + "x + ".repeat(250) + "x\n");
    assertThat(module.unread()).isEmpty();
    assertThat(names(module)).containsExactly("<module>", "f");
  }

  @Test
  void ofAClassOnlyTheMethodIsLeftOut() {
    ParsedModule module = module("class C:\n    def a(self): pass\n    def b(self):\n        return self" + ".b()".repeat(500) + "\n    def c(self): pass\n");
    assertThat(names(module)).containsExactly("<module>", "C.a", "C.c");
    assertThat(module.unread()).containsExactly(new ParseResult.Unread(3, 4, 3, 4, TOO_DEEP, ParseResult.Kind.LIMIT));
    assertThat(module.body().isWhole()).isFalse();
  }

  @Test
  void linesThatWereNotReadInsideOfItAreToldWithIt() {
    ParsedModule module = module("def f(x):\n    x = = 1\n    return x" + ".b".repeat(1_000) + "\ny = = 2\n");
    assertThat(module.unread()).extracting(ParseResult.Unread::firstLine).containsExactly(1, 4);
    assertThat(module.unread().getFirst().problem()).isEqualTo(TOO_DEEP);
  }

  @Test
  void aStoredModuleIsBoundedAsAParsedOne() {
    SourceFile file = SourceFile.of("a.py", "def f(x):\n    return x" + ".b()".repeat(5_000) + "\n");
    ModuleFacts parsed = ModuleFacts.of(file);
    ModuleFacts stored = ModuleFacts.of(file.blobId(), parsed.stored()).orElseThrow();
    assertThat(stored.at("a.py").orElseThrow().unread()).isEqualTo(parsed.at("a.py").orElseThrow().unread()).hasSize(1);
  }

  @Test
  void aChainOfElifsIsDeepOnlyWhereItTakesTooLong() {
    assertThat(module("def f(x):\n    if x: pass\n" + "    elif x: pass\n".repeat(2_000)).unread()).isEmpty();
    assertThat(module("def f(x):\n    if x: pass\n" + "    elif x: pass\n".repeat(20_000)).unread())
        .containsExactly(new ParseResult.Unread(1, 20_002, 1, 0, "too much nested code to be followed: at most 20000000 steps up are", ParseResult.Kind.LIMIT));
  }
}
