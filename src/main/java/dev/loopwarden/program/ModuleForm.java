package dev.loopwarden.program;

import dev.loopwarden.python.Comment;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.source.BlobId;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The facts of a module as bytes: a head, the tree, and the text, which is unpacked only when it is asked for.
public final class ModuleForm {

  /// To be counted up with every change of what the parser makes of a file; the shape of the tree counts by itself.
  private static final int EDITION = 2;

  /// The analyser whose facts these are. Others' are not read.
  public static final String VERSION = EDITION + "-" + Sealing.name(NodeShape.SIGNATURE);

  private ModuleForm() {}

  static byte[] write(ModuleFacts facts) {
    var out = new PackedWriter();
    out.text(VERSION);
    out.whole(facts.blob().hex());
    switch (facts.result()) {
      case ParseResult.Unreadable refused -> {
        out.flag(false);
        out.number(refused.line());
        out.number(refused.column());
        out.text(refused.problem());
        out.flag(refused.kind() == ParseResult.Kind.LIMIT);
      }
      case ParseResult.Parsed parsed -> {
        out.flag(true);
        var tree = new PackedWriter();
        TreeForm.write(parsed.module(), tree);
        comments(parsed, tree);
        unread(parsed, tree);
        out.block(Sealing.seal(tree.bytes()));
        var text = new PackedWriter();
        text.whole(LeanText.of(facts.text().get(), parsed));
        out.block(Sealing.seal(text.bytes()));
      }
    }
    return out.bytes();
  }

  /// Only those that speak to us, `# noqa: ...`, `# loopwarden: ...`, and those that say that something is done on purpose.
  private static void comments(ParseResult.Parsed parsed, PackedWriter out) {
    Set<Integer> remarks = Remarks.lines(parsed.comments());
    var kept = parsed.comments().stream().filter(each -> isMark(each.text().toLowerCase(Locale.ROOT)) || remarks.contains(each.line())).toList();
    out.number(kept.size());
    for (Comment each : kept) {
      out.number(each.line());
      out.number(each.column());
      out.text(each.text());
    }
  }

  private static void unread(ParseResult.Parsed parsed, PackedWriter out) {
    out.number(parsed.unread().size());
    for (ParseResult.Unread each : parsed.unread()) {
      out.number(each.firstLine());
      out.number(each.lastLine());
      out.number(each.line());
      out.number(each.column());
      out.text(each.problem());
      out.flag(each.kind() == ParseResult.Kind.LIMIT);
    }
  }

  private static boolean isMark(String comment) {
    return comment.contains("noqa") || comment.contains("loopwarden");
  }

  static Optional<ModuleFacts> read(BlobId blob, byte[] stored) {
    try {
      var in = new PackedReader(stored);
      if (!in.text().equals(VERSION) || !in.whole().equals(blob.hex())) {
        return Optional.empty();
      }
      if (!in.flag()) {
        var problem = new ParseResult.Unreadable(in.number(), in.number(), in.text(), kind(in.flag()));
        in.end();
        return Optional.of(new ModuleFacts(blob, problem, () -> ""));
      }
      var tree = new PackedReader(Sealing.open(in.block()));
      byte[] text = in.block();
      in.end();
      Sealing.check(text);
      ParseResult.Parsed parsed = parsed(tree);
      return Optional.of(new ModuleFacts(blob, parsed, () -> text(text)));
    } catch (Malformed damaged) {
      return Optional.empty();
    }
  }

  private static ParseResult.Kind kind(boolean limit) {
    return limit ? ParseResult.Kind.LIMIT : ParseResult.Kind.SYNTAX;
  }

  private static String text(byte[] sealed) {
    try {
      return new PackedReader(Sealing.open(sealed)).whole();
    } catch (Malformed forged) {
      return "";
    }
  }

  private static ParseResult.Parsed parsed(PackedReader in) {
    var module = TreeForm.read(in);
    int count = in.count();
    var comments = new ArrayList<Comment>();
    for (int i = 0; i < count; i++) {
      comments.add(new Comment(in.number(), in.number(), in.text()));
    }
    int left = in.count();
    var unread = new ArrayList<ParseResult.Unread>();
    for (int i = 0; i < left; i++) {
      unread.add(new ParseResult.Unread(in.number(), in.number(), in.number(), in.number(), in.text(), kind(in.flag())));
    }
    in.end();
    return new ParseResult.Parsed(module, comments, unread);
  }
}
