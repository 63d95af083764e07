package dev.loopwarden.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The facts of a module survive being stored, and no damage to them does harm.
final class ModuleFormTest {

  /// All Python files among the tests' and the demo's resources.
  static Stream<SourceFile> fixtures() throws IOException {
    var found = new ArrayList<SourceFile>();
    for (Path root : List.of(Path.of("src/test/resources"), Path.of("src/main/resources"))) {
      try (Stream<Path> all = Files.walk(root)) {
        for (Path file : (Iterable<Path>) all.filter(each -> each.toString().endsWith(".py")).sorted()::iterator) {
          found.add(SourceFile.of(root.relativize(file).toString(), Files.readAllBytes(file)));
        }
      }
    }
    assertThat(found).hasSizeGreaterThan(30);
    return found.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void aTreeIsTheSameAfterItWasStored(SourceFile file) {
    ModuleFacts parsed = ModuleFacts.of(file);
    byte[] stored = parsed.stored();
    ModuleFacts read = ModuleFacts.of(file.blobId(), stored).orElseThrow();
    assertThat(read.stored()).isEqualTo(stored);
    if (parsed.result() instanceof ParseResult.Parsed before && read.result() instanceof ParseResult.Parsed after) {
      assertSame(TreeForm.childrenFirst(before.module()), TreeForm.childrenFirst(after.module()), before);
      assertSameCode(parsed.at(file.path()).orElseThrow(), read.at(file.path()).orElseThrow());
    } else {
      assertThat(read.result()).isEqualTo(parsed.result());
    }
  }

  /// Node by node, field by field; docstrings and long literals come back empty.
  private static void assertSame(List<Node> before, List<Node> after, ParseResult.Parsed parsed) {
    assertThat(after).hasSameSizeAs(before);
    List<Expr> alone = parsed.module().findAll(Stmt.ExprStmt.class).stream().map(Stmt.ExprStmt::value).toList();
    for (int i = 0; i < before.size(); i++) {
      Node one = before.get(i);
      Node other = after.get(i);
      assertThat(other.getClass()).isEqualTo(one.getClass());
      assertThat(other.span()).isEqualTo(one.span());
      if (one instanceof Expr.Constant constant && TreeForm.isLeftOut(constant, alone.stream().anyMatch(each -> CodeBlock.same(each, one)))) {
        assertThat(other).isEqualTo(new Expr.Constant(constant.span(), constant.type(), ""));
        continue;
      }
      for (NodeShape.Field field : NodeShape.of(one).fields()) {
        if (field.kind().holdsNodes()) {
          assertThat(field.nodes(other)).hasSameSizeAs(field.nodes(one));
        } else {
          assertThat(field.of(other)).isEqualTo(field.of(one));
        }
      }
    }
  }

  private static void assertSameCode(ParsedModule before, ParsedModule after) {
    for (CodeBlock block : before.blocks()) {
      for (Expr.Call call : block.calls()) {
        assertThat(after.code(call.span())).isEqualTo(before.code(call.span()));
      }
    }
  }

  @Test
  void marksAreKeptAndOtherCommentsAreNot() {
    SourceFile file = SourceFile.of("a.py", "\"\"\"Words.\"\"\"\n# why\nx = f(1)  # noqa: ASYNC210\n");
    ModuleFacts read = stored(file);
    assertThat(((ParseResult.Parsed) read.result()).comments()).extracting(each -> each.line() + " " + each.text()).containsExactly("3 # noqa: ASYNC210");
    assertThat(read.text().get()).isEqualTo("\n\nx = f(1)  # noqa: ASYNC210\n");
  }

  @Test
  void loneSurrogatesAndOtherLinesEndsAreKept() {
    ModuleFacts read = stored(SourceFile.of("a.py", "x = '\\ud800'\r\ny = 'ä'\r"));
    assertThat(((ParseResult.Parsed) read.result()).module().findAll(Expr.Constant.class)).extracting(Expr.Constant::value).containsExactly("\ud800", "ä");
  }

  @Test
  void whatCouldNotBeReadIsKept() {
    ModuleFacts read = stored(SourceFile.of("a.py", "def f(:\n    pass\n\n\ndef g():\n    return 1\n"));
    ParseResult.Parsed parsed = (ParseResult.Parsed) read.result();
    assertThat(parsed.unread()).extracting(ParseResult.Unread::firstLine).containsExactly(1);
    assertThat(read.at("a.py").orElseThrow().blocks()).extracting(CodeBlock::name).contains("g");
  }

  @Test
  void aFileThatIsNoPythonIsKnownAsSuch() {
    ModuleFacts read = stored(SourceFile.of("a.py", "x\0"));
    assertThat(read.result()).isInstanceOf(ParseResult.Unreadable.class);
    assertThat(read.at("a.py")).isEmpty();
  }

  @Test
  void aVeryDeepTreeIsWrittenAndReadWithoutRecursion() {
    SourceFile file = SourceFile.of("deep.py", "x = 1" + " + 1".repeat(20_000) + "\n");
    ModuleFacts parsed = ModuleFacts.of(file);
    assertThat(parsed.result()).isInstanceOf(ParseResult.Parsed.class);
    byte[] stored = parsed.stored();
    assertThat(ModuleFacts.of(file.blobId(), stored).orElseThrow().stored()).isEqualTo(stored);
  }

  @Test
  void factsOfOtherBytesOrAnotherAnalyserAreNotRead() {
    SourceFile file = SourceFile.of("a.py", "x = 1\n");
    byte[] stored = ModuleFacts.of(file).stored();
    assertThat(ModuleFacts.of(BlobId.of(new byte[0]), stored)).isEmpty();
    byte[] other = stored.clone();
    other[2] ^= 1; // in the version
    assertThat(ModuleFacts.of(file.blobId(), other)).isEmpty();
  }

  @Test
  void damageIsNoticedAndDoesNoHarm() {
    SourceFile file = fixture("FanOut.py");
    byte[] stored = ModuleFacts.of(file).stored();
    var random = new Random(7);
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
      for (int length = 0; length < stored.length; length += 7) {
        assertThat(ModuleFacts.of(file.blobId(), java.util.Arrays.copyOf(stored, length))).isEmpty();
      }
      for (int i = 0; i < 2_000; i++) {
        byte[] damaged = stored.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        assertThat(ModuleFacts.of(file.blobId(), damaged)).isEmpty();
      }
    });
  }

  /// Behind the check sum too: bytes that someone made, not chance.
  @Test
  void aForgedTreeIsATreeOrRefused() {
    var parsed = (ParseResult.Parsed) ModuleFacts.of(fixture("FanOut.py")).result();
    var out = new PackedWriter();
    TreeForm.write(parsed.module(), out);
    byte[] tree = out.bytes();
    var random = new Random(11);
    int[] refused = {0};
    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
      for (int i = 0; i < 5_000; i++) {
        byte[] forged = tree.clone();
        for (int many = random.nextInt(3); many >= 0; many--) {
          forged[random.nextInt(forged.length)] = (byte) random.nextInt(256);
        }
        if (read(forged).isEmpty()) {
          refused[0]++;
        }
      }
    });
    assertThat(refused[0]).isBetween(1_000, 5_000);
  }

  private static Optional<Node> read(byte[] tree) {
    try {
      return Optional.of(TreeForm.read(new PackedReader(tree)));
    } catch (Malformed refused) {
      return Optional.empty();
    }
  }

  private static ModuleFacts stored(SourceFile file) {
    return ModuleFacts.of(file.blobId(), ModuleFacts.of(file).stored()).orElseThrow();
  }

  private static SourceFile fixture(String name) {
    try {
      return SourceFile.of(name, Files.readAllBytes(Path.of("src/test/resources/dev/loopwarden/rules", name)));
    } catch (IOException gone) {
      throw new AssertionError(gone);
    }
  }
}
