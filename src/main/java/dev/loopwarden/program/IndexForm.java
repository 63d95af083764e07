package dev.loopwarden.program;

import dev.loopwarden.program.IndexedModule.Call;
import dev.loopwarden.program.IndexedModule.Colour;
import dev.loopwarden.program.IndexedModule.Heir;
import dev.loopwarden.program.IndexedModule.Outline;
import dev.loopwarden.program.IndexedModule.Ref;
import dev.loopwarden.program.IndexedModule.Wait;
import dev.loopwarden.source.BlobId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The index as bytes.
public final class IndexForm {

  private static final int EDITION = 1;
  private static final String BUILT = built();

  private IndexForm() {}

  /// The analyser whose index this is; others' are not read. Where calls lead depends on all of the resolver and on what is known
  /// of libraries, so every build has a version of its own.
  public static String version(Knowledge knowledge) {
    return EDITION + "-" + BUILT + "-" + Sealing.name(knowledge.additions().toString());
  }

  private static String built() {
    try (InputStream in = IndexForm.class.getResourceAsStream("built.txt")) {
      if (in == null) {
        throw new IllegalStateException("the build left out built.txt");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static byte[] write(ProgramIndex index, Knowledge knowledge) {
    var out = new PackedWriter();
    out.text(version(knowledge));
    out.number(index.modules().size());
    index.modules().forEach((path, module) -> {
      out.text(path);
      out.whole(module.blob().hex());
      out.fixed(module.surface());
      texts(module.wanted(), out);
      texts(module.imports(), out);
      texts(module.consulted(), out);
      out.number(module.functions().size());
      module.functions().forEach(each -> write(each, out));
      out.number(module.classes().size());
      for (Heir heir : module.classes()) {
        out.text(heir.name());
        out.number(heir.bases().size());
        heir.bases().forEach(each -> write(each, out));
      }
    });
    return Sealing.seal(out.bytes());
  }

  private static void texts(Collection<String> texts, PackedWriter out) {
    out.number(texts.size());
    texts.forEach(out::text);
  }

  private static void write(Outline outline, PackedWriter out) {
    out.text(outline.name());
    out.number(outline.line());
    out.text(outline.colour().name());
    out.flag(outline.declares());
    out.fixed(outline.face());
    out.number(outline.waits().size());
    for (Wait wait : outline.waits()) {
      out.text(wait.kind().name());
      out.text(wait.what());
      out.number(wait.line());
    }
    out.number(outline.calls().size());
    for (Call call : outline.calls()) {
      write(call.callee(), out);
      out.number(call.line());
      out.flag(call.inPlace());
    }
  }

  private static void write(Ref ref, PackedWriter out) {
    out.text(ref.path());
    out.text(ref.name());
  }

  private static Ref ref(PackedReader in) {
    return new Ref(in.text(), in.text());
  }

  static Optional<ProgramIndex> read(byte[] stored, Knowledge knowledge) {
    try {
      var in = new PackedReader(Sealing.open(stored));
      if (!in.text().equals(version(knowledge))) {
        return Optional.empty();
      }
      int count = in.count();
      Map<String, IndexedModule> modules = HashMap.newHashMap(count);
      for (int i = 0; i < count; i++) {
        modules.put(in.text(), module(in));
      }
      in.end();
      return Optional.of(ProgramIndex.of(modules));
    } catch (Malformed | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static IndexedModule module(PackedReader in) {
    return new IndexedModule(
        new BlobId(in.whole()), in.fixed(), texts(in), texts(in), texts(in), many(in, () -> outline(in)),
        many(in, () -> new Heir(in.text(), many(in, () -> ref(in)))));
  }

  private static Set<String> texts(PackedReader in) {
    return new LinkedHashSet<>(many(in, in::text));
  }

  private static Outline outline(PackedReader in) {
    String name = in.text();
    int line = in.number();
    Colour colour = Colour.valueOf(in.text());
    boolean declares = in.flag();
    long face = in.fixed();
    List<Wait> waits = many(in, () -> new Wait(Blocks.valueOf(in.text()), in.text(), in.number()));
    return new Outline(name, line, colour, declares, face, waits, many(in, () -> new Call(ref(in), in.number(), in.flag())));
  }

  private static <T> List<T> many(PackedReader in, Supplier<T> each) {
    int count = in.count();
    var all = new ArrayList<T>(count);
    for (int i = 0; i < count; i++) {
      all.add(each.get());
    }
    return all;
  }
}
