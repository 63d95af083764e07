package dev.loopwarden.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small programs with what must be known of marked places. The files under `program/table/` hold many cases each: `## ` begins
/// one, `#== path` a further file of it (`a.py` unless said otherwise). A mark stands at the end of its line:
///
/// - `#> target` what the outermost call of the line calls; `#> name = target` the call of that last name
/// - `#: expression = type` what an expression stands for
/// - `#@ loop thread` where the block of the line runs
/// - `#! sleep file` on what the block of the line blocks, itself and through others; `#! none`; `#! sleep 5 via a.py:4 a.py:1` with the way
/// - `#% sleep sure` what the calls of the line reach through functions of the program; `maybe` where it depends on what is not known; `#% none`
/// - `#^ suspends` whether the statement of the line may give way to the loop, and so be cancelled; `#^ runs`
/// - `#& keeps` whether the coroutine of the line deals with its own errors; `#& logs` where it does no more about them; `#& lets out`
/// - `#~ name = runs offloads_thread` what the function of the line does with its parameter; `nothing`
///
/// `?` is what is not known, `? words` with these words in the reason.
class ProgramTableTest {

  private static final Path FOLDER = Path.of("src/test/resources/dev/loopwarden/program/table");
  private static final Pattern MARK = Pattern.compile("\\s+#([>:@!%^&~]) (.+)$");

  record Case(String file, String title, Map<String, String> sources) {
    @Override
    public String toString() {
      return file + ": " + title;
    }
  }

  static List<Case> cases() throws IOException {
    var cases = new ArrayList<Case>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        read(file, cases);
      }
    }
    return cases;
  }

  private static void read(Path file, List<Case> cases) throws IOException {
    String path = "a.py";
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("## ")) {
        cases.add(new Case(file.getFileName().toString(), line.substring(3), new LinkedHashMap<>()));
        path = "a.py";
      } else if (line.startsWith("#== ")) {
        path = line.substring(4);
        cases.getLast().sources().put(path, "");
      } else if (!cases.isEmpty()) {
        cases.getLast().sources().merge(path, line + "\n", String::concat);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void knowsWhatIsMarked(Case each) {
    List<ParsedModule> modules = each.sources().entrySet().stream()
        .map(source -> SourceFile.of(source.getKey(), source.getValue()))
        .map(file -> ParsedModule.of(file, (ParseResult.Parsed) PythonParser.parse(file))).toList();
    Program program = Program.of(modules, each.sources().keySet(), Knowledge.bundled());
    var expected = new ArrayList<String>();
    var found = new ArrayList<String>();
    for (ParsedModule module : modules) {
      String[] lines = each.sources().getOrDefault(module.path(), "").split("\n", -1);
      for (int i = 0; i < lines.length; i++) {
        Matcher matcher = MARK.matcher(lines[i]);
        while (matcher.find()) {
          String place = module.path() + ":" + (i + 1) + " ";
          String[] marks = matcher.group().strip().split("\\s+(?=#[>:@!%^&~] )", -1);
          for (String mark : marks) {
            expected.add(place + mark);
            found.add(place + mark.substring(0, 3) + check(mark.charAt(1), mark.substring(3).strip(), i + 1, module, program));
          }
        }
      }
    }
    assertThat(expected).as("marks of " + each).isNotEmpty();
    assertThat(String.join("\n", found)).as(each.toString()).isEqualTo(String.join("\n", expected));
  }

  private static String check(char kind, String text, int line, ParsedModule module, Program program) {
    String[] halves = text.split(" = ", 2);
    String wanted = halves[halves.length - 1];
    CodeBlock block = module.blockAt(line);
    return switch (kind) {
      case '>' -> (halves.length > 1 ? halves[0] + " = " : "") + told(program.meaning(call(halves, line, module).func(), module), wanted, module);
      case ':' -> halves[0] + " = " + told(program.meaning(expression(halves[0], line, module), module), wanted, module);
      case '@' -> program.context(block).places().stream().map(each -> each.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" "));
      case '!' -> effects(program.summary(block), wanted);
      case '^' -> program.maySuspend(statement(line, module), block) ? "suspends" : "runs";
      case '&' -> program.onlyLogsErrors(block) ? "logs" : program.keepsErrors(block) ? "keeps" : "lets out";
      case '%' -> reached(program, block, line);
      case '~' -> halves[0] + " = " + treatments(program.summary(block).parameter(halves[0]));
      default -> throw new IllegalArgumentException("no mark: " + kind);
    };
  }

  private static List<Stmt> statement(int line, ParsedModule module) {
    return module.tree().findAll(Stmt.class).stream().filter(each -> each.span().line() == line).limit(1).toList();
  }

  private static String reached(Program program, CodeBlock block, int line) {
    String all = program.reached(block).stream()
        .filter(each -> each.site().span().line() == line && !program.isShutByCallers(each.site(), block))
        .map(each -> each.kind().name().toLowerCase(Locale.ROOT) + (program.isSure(each) ? " sure" : " maybe")).collect(Collectors.joining(" "));
    return all.isEmpty() ? "none" : all;
  }

  private static String treatments(Set<Treatment> all) {
    return all.isEmpty() ? "nothing" : all.stream().map(each -> each.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" "));
  }

  private static Expr.Call call(String[] halves, int line, ParsedModule module) {
    return module.tree().findAll(Expr.Call.class).stream()
        .filter(each -> each.span().line() == line && (halves.length == 1 || CodeBlock.lastName(each.func()).equals(halves[0])))
        .findFirst().orElseThrow(() -> new IllegalArgumentException("no call of " + halves[0] + " at line " + line));
  }

  private static Expr expression(String code, int line, ParsedModule module) {
    return module.tree().findAll(Expr.class).stream()
        .filter(each -> each.span().line() == line && module.code(each.span()).equals(code))
        .reduce((_, later) -> later).orElseThrow(() -> new IllegalArgumentException("no `" + code + "` at line " + line));
  }

  private static String told(Meaning meaning, String wanted, ParsedModule module) {
    if (wanted.startsWith("?")) {
      boolean fits = meaning instanceof Meaning.Unknown(String reason, boolean _) && reason.contains(wanted.substring(1).strip());
      return fits ? wanted : meaning.told();
    }
    return meaning.told().replace(module.path() + "::", "");
  }

  private static String effects(Summary summary, String wanted) {
    if (!wanted.contains(" via ")) {
      return summary.effects().isEmpty() ? "none"
          : summary.effects().keySet().stream().map(each -> each.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" "));
    }
    return summary.effects().values().stream().map(each -> each.kind().name().toLowerCase(Locale.ROOT)
            + each.seconds().map(seconds -> " " + (seconds % 1 == 0 ? String.valueOf(seconds.longValue()) : String.valueOf(seconds))).orElse("") + " via "
            + each.steps().stream().map(step -> step.block().module().path() + ":" + step.site().span().line()).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @MethodSource("files")
  void eachFileHasManyCases(Path file) throws IOException {
    var cases = new ArrayList<Case>();
    read(file, cases);
    assertThat(cases.stream().map(Case::title)).hasSizeGreaterThan(8).doesNotHaveDuplicates();
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return Arrays.asList(files.sorted().toArray(Path[]::new));
    }
  }
}
