package dev.loopwarden.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is left of a file that cannot be read as a whole.
class RecoveryTest {

  private static ParseResult.Parsed parsed(String text) {
    return switch (PythonParser.parse(text)) {
      case ParseResult.Parsed parsed -> parsed;
      case ParseResult.Unreadable refused -> throw new AssertionError(refused.toString());
    };
  }

  /// The functions that were understood, and what was not: "2-3 at 2:8 problem".
  private static List<String> left(String text) {
    ParseResult.Parsed parsed = parsed(text);
    Stream<String> functions =
        parsed.module().findAll(Stmt.class).stream()
            .flatMap(
                each -> switch (each) {
                  case Stmt.FunctionDef def -> Stream.of("def " + def.name() + " " + def.body().size());
                  case Stmt.AsyncFunctionDef def -> Stream.of("async def " + def.name() + " " + def.body().size());
                  default -> Stream.empty();
                });
    Stream<String> unread =
        parsed.unread().stream()
            .map(each -> each.firstLine() + "-" + each.lastLine() + " at " + each.line() + ":" + each.column() + " " + each.problem());
    return Stream.concat(functions, unread).toList();
  }

  @Test
  void aBrokenStatementLosesItsOwnLines() {
    assertThat(left("""
        def a():
            x = 1
            y = = 2
            return x

        async def b():
            await c()
        """))
        .containsExactly("def a 3", "async def b 1", "3-3 at 3:8 invalid syntax: maybe '==' or ':=' is meant instead of '='");
  }

  @Test
  void aBracketThatStaysOpenEndsWhereAStatementBegins() {
    assertThat(left("""
        async def a():
            await fetch(url,

        async def b():
            return 1

        class C:
            def m(self): pass
        """))
        .containsExactly("async def a 1", "async def b 1", "def m 1", "2-2 at 2:15 '(' was never closed");
  }

  @Test
  void aStringThatStaysOpenLosesItsLine() {
    assertThat(left("def a():\n    x = 'abc\n    y = f(\"{z\")\n    return x\n\ndef b(): pass\n"))
        .containsExactly("def a 3", "def b 1", "2-2 at 2:8 unterminated string literal");
    assertThat(left("def a():\n    return f'{x'\n\ndef b(): pass\n"))
        .containsExactly("def a 1", "def b 1", "2-2 at 2:15 f-string: expecting '}'");
  }

  @Test
  void aHeaderThatCannotBeReadTakesItsBlockAndItsClausesAlong() {
    assertThat(left("""
        def a():
            if x y:
                f()
            elif z:
                g()
            else:
                h()
            return 1
        """))
        .containsExactly("def a 2", "2-7 at 2:9 invalid syntax at 'y': perhaps a comma or an operator is missing before it");
    assertThat(left("def a():\n    try:\n        f()\n    except E e:\n        g()\n    return 1\nasync def b(): pass\n"))
        .hasSize(3).startsWith("def a 2", "async def b 1");
  }

  @Test
  void whatIsMissingBelongsToTheStatementAbove() {
    assertThat(left("def a():\n\ndef b():\n    pass\n"))
        .containsExactly("def b 1", "1-1 at 3:0 expected an indented block after 'def' on line 1");
    assertThat(left("def a():\n    try:\n        f()\n    g()\n    return\n"))
        .containsExactly("def a 3", "2-3 at 4:4 expected 'except' or 'finally' block");
    assertThat(left("def a():\n    match x:\n        y = 1\n    return\n"))
        .containsExactly("def a 2", "2-3 at 3:8 invalid syntax at 'y'");
  }

  @Test
  void aCaseThatCannotBeReadTakesItsMatchAlong() {
    assertThat(left("""
        def a(x):
            match x:
                case 1:
                    f()
                case [1 + y]:
                    pass
                case _:
                    g()
            return x
        """))
        .containsExactly("def a 2", "2-8 at 5:18 invalid syntax at 'y'");
    assertThat(left("def a(x):\n    match x:\n        case *y: pass\n    return x\n"))
        .containsExactly("def a 2", "2-3 at 3:13 invalid syntax: a comma must follow a starred pattern that is alone");
  }

  @Test
  void decoratorsGoWithWhatTheyDecorate() {
    assertThat(left("@route('/')\n@cached\ndef a(x y):\n    pass\n\n@good\ndef b(): pass\n"))
        .containsExactly("def b 1", "1-4 at 3:8 invalid syntax at 'y': perhaps a comma or an operator is missing before it");
    assertThat(left("@route(\n\ndef a():\n    pass\n\ndef b(): pass\n")).containsExactly("def b 1", "1-4 at 1:6 '(' was never closed");
  }

  @Test
  void indentationThatFitsNowhereIsSaid() {
    assertThat(left("def a():\n    x = 1\n      y = 2\n    return x\n"))
        .containsExactly("def a 3", "3-3 at 3:6 unexpected indent");
    assertThat(left("def a():\n        x = 1\n    y = 2\ndef b(): pass\n"))
        .contains("def b 1", "3-3 at 3:4 unindent does not match any outer indentation level");
  }

  @Test
  void aFileOfWhichNothingIsReadSaysItsFirstProblem() {
    assertThat(PythonParser.parse("x = = 1\ny = (\n"))
        .isEqualTo(new ParseResult.Unreadable(1, 4, "invalid syntax: maybe '==' or ':=' is meant instead of '='", ParseResult.Kind.SYNTAX));
  }

  @Test
  void aFileWithVeryManyProblemsEndsAtALimit() {
    ParseResult.Parsed parsed = parsed("def a(): pass\n" + "x = = 1\n".repeat(500));
    assertThat(parsed.unread()).hasSize(Reading.UNREAD_MAX + 1);
    ParseResult.Unread rest = parsed.unread().getLast();
    assertThat(rest.lastLine()).isEqualTo(501);
    assertThat(rest.problem()).endsWith("; no more than 60 places of a file are left out one by one");
    assertThat(parsed.unread()).extracting(ParseResult.Unread::kind).containsOnlyOnce(ParseResult.Kind.LIMIT);
    assertThat(rest.kind()).isEqualTo(ParseResult.Kind.LIMIT);
  }

  @Test
  void aStatementWithVeryManyProblemsIsLeftOutAtALimit() {
    ParseResult.Parsed parsed = parsed("def a():\n" + "    x = = 1\n".repeat(50) + "def b(): pass\n");
    assertThat(parsed.unread()).singleElement().satisfies(each -> {
      assertThat(each.lastLine()).isEqualTo(51);
      assertThat(each.problem()).endsWith("; no more than 12 places of one statement are left out one by one");
      assertThat(each.kind()).isEqualTo(ParseResult.Kind.LIMIT);
    });
    assertThat(parsed.module().findAll(Stmt.FunctionDef.class)).extracting(Stmt.FunctionDef::name).containsExactly("b");
  }

  @Test
  void python2IsRecognised() {
    assertThat(PythonParser.parse("import os\nprint 'a', os.name\n"))
        .isEqualTo(new ParseResult.Unreadable(2, 0, "this is Python 2 (the print statement); only Python 3 can be read", ParseResult.Kind.SYNTAX));
    assertThat(PythonParser.parse("raise ValueError, 'x'\n").toString()).contains("Python 2 ('raise Error, value')");
    assertThat(PythonParser.parse("x = `y`\n").toString()).contains("Python 2 (backquotes)");
    assertThat(PythonParser.parse("if a <> b: pass\n").toString()).contains("Python 2 ('<>')");
  }

  @Test
  void aSlipInPython3IsNotPython2() {
    assertThat(left("async def a():\n    print 'x'\n    await b()\n"))
        .containsExactly("async def a 2", "2-2 at 2:10 missing parentheses in call to 'print'");
  }
}
