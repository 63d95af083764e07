package dev.loopwarden.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.source.SourceFile;
import dev.loopwarden.source.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PythonParserTest {

  private static final List<String> GOLDEN = List.of("syntax", "strings", "patterns", "functions", "statements", "expressions");

  private static Module module(String text) {
    return switch (PythonParser.parse(text)) {
      case ParseResult.Parsed parsed when parsed.isWhole() -> parsed.module();
      case ParseResult.Parsed parsed -> throw new AssertionError(parsed.unread().toString());
      case ParseResult.Unreadable refused -> throw new AssertionError(refused.toString());
    };
  }

  private static <T extends Expr> T expression(Class<T> type, String text) {
    return type.cast(((Stmt.ExprStmt) module(text).body().getFirst()).value());
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = PythonParserTest.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new AssertionError("no test resource " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /// The trees are CPython 3.15's own, in the form that `CanonicalJson` describes.
  @ParameterizedTest
  @FieldSource("GOLDEN")
  void theTreeOfEachPieceOfSyntaxIsThatOfCPython(String name) throws IOException {
    ParseResult result = PythonParser.parse(resource(name + ".py"));
    assertThat(CanonicalJson.row(name + ".py", result)).isEqualTo(resource(name + ".json").strip());
  }

  @Test
  void theGoldenTreesHaveEveryKindOfNode() throws IOException {
    var met = new TreeSet<String>();
    for (String name : GOLDEN) {
      module(resource(name + ".py")).findAll(Node.class).forEach(each -> met.add(each.getClass().getSimpleName()));
    }
    var all = new TreeSet<String>();
    kinds(Node.class, all);
    assertThat(met).isEqualTo(all).hasSizeGreaterThan(70);
  }

  private static void kinds(Class<?> type, Set<String> found) {
    if (type.isRecord()) {
      found.add(type.getSimpleName());
    } else {
      Stream.of(type.getPermittedSubclasses()).forEach(each -> kinds(each, found));
    }
  }

  @Test
  void theGeneratedParserNeverPredicts() throws IOException {
    try (InputStream code = PythonParser.class.getResourceAsStream("grammar/PythonGrammar.class")) {
      if (code == null) {
        throw new AssertionError("the generated parser is not on the class path");
      }
      assertThat(new String(code.readAllBytes(), StandardCharsets.ISO_8859_1)).doesNotContain("adaptivePredict");
    }
  }

  @Test
  void aProblemSaysWhereAndWhat() {
    assertThat(((ParseResult.Parsed) PythonParser.parse("x = 1\ny = (1,\n     2\n")).unread())
        .containsExactly(new ParseResult.Unread(2, 3, 2, 4, "'(' was never closed", ParseResult.Kind.SYNTAX));
  }

  @Test
  void charactersAreFoundByNameAndAlias() {
    assertThat(expression(Expr.Constant.class, "'\\N{ESC}\\N{line feed}\\N{CJK UNIFIED IDEOGRAPH-6574}\\N{Bullet}'\n").value())
        .isEqualTo("\u001b\n\u6574\u2022");
  }

  @Test
  void columnsCountCodePoints() {
    Expr.BinOp sum = expression(Expr.BinOp.class, "'\uD83D\uDE00é' + b\n");
    assertThat(sum.right().span()).isEqualTo(new Span(1, 7, 1, 8));
  }

  @Test
  void softKeywordsStayNamesWhereTheyAreNames() {
    assertThat(module("match = case = type = 1\nmatch(case)[type]\ntype: int\nprint(match, case)\n").body())
        .noneMatch(Stmt.Match.class::isInstance);
    assertThat(module("match x:\n    case [case, *_]: match = case\n").body()).hasOnlyElementsOfType(Stmt.Match.class);
  }

  @Test
  void aChainOfAThousandOperatorsAndTwoHundredBracketsAreRead() {
    assertThat(module("x" + " + x".repeat(1_000) + "\n").body()).hasSize(1);
    assertThat(PythonParser.parse("(".repeat(201) + ")".repeat(201)))
        .isEqualTo(new ParseResult.Unreadable(1, 200, "too many nested parentheses: at most 200", ParseResult.Kind.SYNTAX));
  }

  @Test
  void findOwnKeepsOutWhatRunsLater() {
    Module module =
        module("async def f(a=g()):\n    await b()\n    def inner(c=d()):\n        e()\n    x = lambda y=h(): i()\n");
    assertThat(names(module.body().getFirst().findOwn(Expr.Call.class))).containsExactly("g", "b", "d", "h");
    assertThat(names(module.findAll(Expr.Call.class))).containsExactly("g", "b", "d", "e", "h", "i");
  }

  private static List<String> names(List<Expr.Call> calls) {
    return calls.stream().map(call -> ((Expr.Name) call.func()).id()).toList();
  }

  @Test
  void commentsAreKeptWithTheirPlaces() {
    var parsed = (ParseResult.Parsed) PythonParser.parse("# one\nx = 1  # two\n");
    assertThat(parsed.comments()).containsExactly(new Comment(1, 0, "# one"), new Comment(2, 7, "# two"));
  }

  @Test
  void bytesAreDecodedAsTheirFileSays() {
    byte[] latin = "# -*- coding: latin-1 -*-\nx = 'é'\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(PythonParser.parse(SourceFile.of("a.py", latin))).isInstanceOf(ParseResult.Parsed.class);
    assertThat(PythonParser.parse(SourceFile.of("a.py", new byte[] {'x', (byte) 0xff})))
        .isEqualTo(new ParseResult.Unreadable(1, 0, "the bytes are not UTF-8: 0xff at byte 1", ParseResult.Kind.SYNTAX));
    assertThat(PythonParser.parse(SourceFile.of("a.py", "\uFEFFx = 1\r\ny = 2\r"))).isInstanceOf(ParseResult.Parsed.class);
    assertThat(PythonParser.parse(SourceFile.of("a.py", "x\0"))).isInstanceOf(ParseResult.Unreadable.class);
  }
}
