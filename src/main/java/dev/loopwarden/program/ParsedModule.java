package dev.loopwarden.program;

import dev.loopwarden.python.Comment;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Module;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.Pattern;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.source.SourceFile;
import dev.loopwarden.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One module of the program: its tree, who is whose parent in it, and its code blocks and classes.
public final class ParsedModule {

  private static final java.util.regex.Pattern BLANKS = java.util.regex.Pattern.compile("\\s+");

  private final String path;
  private final Supplier<String> text;
  private final Module tree;
  private final List<Comment> comments;
  private final List<ParseResult.Unread> unread;
  private final IdentityHashMap<Node, Node> parents = new IdentityHashMap<>();
  private final IdentityHashMap<Node, CodeBlock> blocks = new IdentityHashMap<>();
  private final IdentityHashMap<Stmt.ClassDef, ClassView> classes = new IdentityHashMap<>();
  private final List<CodeBlock> inOrder = new ArrayList<>();
  private final List<ClassView> classesInOrder = new ArrayList<>();
  private final CodeBlock body;
  private @Nullable List<String> lines;
  private boolean onePerColumn;
  private @Nullable CodeBlock @Nullable [] byLine;

  private ParsedModule(String path, ParseResult.Parsed read, Supplier<String> text) {
    ParseResult.Parsed parsed = Nesting.bounded(read);
    this.path = path;
    this.text = text;
    this.tree = parsed.module();
    this.comments = parsed.comments();
    this.unread = parsed.unread();
    index();
    this.body = new CodeBlock(this, tree, "<module>", "", Optional.empty(), Optional.empty());
    blocks.put(tree, body);
    inOrder.add(body);
    define(tree, body, Optional.empty(), "");
  }

  public static ParsedModule of(SourceFile file, ParseResult.Parsed parsed) {
    return of(file.path(), parsed, () -> new String(file.content(), StandardCharsets.UTF_8));
  }

  /// A module whose text is asked for only where a piece of it is shown.
  static ParsedModule of(String path, ParseResult.Parsed parsed, Supplier<String> text) {
    return new ParsedModule(path, parsed, text);
  }

  private void index() {
    Node.walk(List.of(tree), node -> {
      List<Node> below = node.children();
      below.forEach(child -> parents.put(child, node));
      return below;
    });
  }

  /// Makes the blocks and classes below a node.
  private void define(Node node, CodeBlock outer, Optional<ClassView> owner, String prefix) {
    for (Node child : Node.walk(node.children(), ParsedModule::mayDefine)) {
      switch (child) {
        case Stmt.ClassDef def -> {
          var view = new ClassView(this, def, prefix + def.name());
          classes.put(def, view);
          classesInOrder.add(view);
          define(def, outer, Optional.of(view), prefix + def.name() + ".");
        }
        case Stmt.FunctionDef def -> block(def, def.name(), outer, owner, prefix);
        case Stmt.AsyncFunctionDef def -> block(def, def.name(), outer, owner, prefix);
        default -> {}
      }
    }
  }

  /// What of a node may hold definitions that are not a definition's own. None stands in an expression.
  private static List<Node> mayDefine(Node node) {
    return switch (node) {
      case Stmt.ClassDef _, Stmt.FunctionDef _, Stmt.AsyncFunctionDef _, Expr _, Pattern _ -> List.of();
      default -> node.children();
    };
  }

  private void block(Node def, String name, CodeBlock outer, Optional<ClassView> owner, String prefix) {
    var block = new CodeBlock(this, def, name, prefix + name, Optional.of(outer), owner);
    blocks.put(def, block);
    inOrder.add(block);
    define(def, block, Optional.empty(), prefix + name + ".<locals>.");
  }

  /// The file, its text asked for.
  public SourceFile file() {
    return SourceFile.of(path, text.get());
  }

  public String path() {
    return path;
  }

  /// Whether it is code that tests other code, by its name and folder.
  public boolean isTest() {
    String path = path();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.startsWith("test_") || name.endsWith("_test.py") || name.equals("conftest.py") || path.startsWith("tests/") || path.contains("/tests/");
  }

  public Module tree() {
    return tree;
  }

  public List<Comment> comments() {
    return comments;
  }

  /// The lines that could not be understood or are nested too deeply to be followed, in order. Each is a `pass` in the tree.
  public List<ParseResult.Unread> unread() {
    return unread;
  }

  /// The innermost block that such lines stand in.
  public CodeBlock blockOf(ParseResult.Unread lines) {
    CodeBlock innermost = body;
    for (CodeBlock block : inOrder) {
      if (!block.isModule() && block.covers(lines.firstLine()) && block.covers(lines.lastLine())
          && block.node().span().line() >= innermost.node().span().line()) {
        innermost = block;
      }
    }
    return innermost;
  }

  /// The module's own body.
  public CodeBlock body() {
    return body;
  }

  /// The module's body and all functions in it, nested ones included, in source order.
  public List<CodeBlock> blocks() {
    return inOrder;
  }

  /// The innermost block that has a line; the module's body where no function has it.
  public CodeBlock blockAt(int line) {
    if (byLine == null) {
      byLine = new CodeBlock[tree.span().endLine() + 1];
      for (CodeBlock block : inOrder) {
        if (!block.isModule()) {
          Arrays.fill(byLine, block.firstLine(), Math.min(block.node().span().endLine() + 1, byLine.length), block);
        }
      }
    }
    CodeBlock innermost = 0 < line && line < byLine.length ? byLine[line] : null;
    return innermost == null ? body : innermost;
  }

  /// The block that a `def` or the module stands for.
  public CodeBlock block(Node definition) {
    CodeBlock block = blocks.get(definition);
    if (block == null) {
      throw new IllegalArgumentException("no definition of " + path() + ": " + definition.span());
    }
    return block;
  }

  /// All classes of the module, nested ones included, in source order.
  List<ClassView> classes() {
    return classesInOrder;
  }

  ClassView classOf(Stmt.ClassDef definition) {
    ClassView view = classes.get(definition);
    if (view == null) {
      throw new IllegalArgumentException("no class of " + path() + ": " + definition.name());
    }
    return view;
  }

  /// The node directly above; empty for the module and for nodes that are not of this tree.
  public Optional<Node> parent(Node node) {
    return Optional.ofNullable(parents.get(node));
  }

  /// The same without a wrapper, for long ways up.
  @Nullable Node above(Node node) {
    return parents.get(node);
  }

  /// The nodes above, nearest first.
  public List<Node> ancestors(Node node) {
    var above = new ArrayList<Node>();
    for (Node each = parents.get(node); each != null; each = parents.get(each)) {
      above.add(each);
    }
    return above;
  }

  /// The block whose code a node is. A decorator, default or annotation belongs to the block around its function.
  public CodeBlock blockOf(Node node) {
    Node below = node;
    for (Node each = parents.get(node); each != null; each = parents.get(each)) {
      CodeBlock block = blocks.get(each);
      if (block != null && block.runs(below)) {
        return block;
      }
      below = each;
    }
    return body;
  }

  /// The source of a span, white space folded to single blanks.
  public String code(Span span) {
    List<String> all = lines();
    var out = new StringBuilder();
    for (int line = span.line(); line <= Math.min(span.endLine(), all.size()); line++) {
      String text = all.get(line - 1);
      int to = line == span.endLine() ? index(text, span.endColumn()) : text.length();
      int from = line == span.line() ? Math.min(index(text, span.column()), to) : 0;
      out.append(text, from, to).append(' ');
    }
    return BLANKS.matcher(out.toString().strip()).replaceAll(" ");
  }

  /// Where a column of a line is; its end where the line is shorter.
  private int index(String line, int column) {
    int length = onePerColumn ? line.length() : line.codePointCount(0, line.length());
    return column >= length ? line.length() : onePerColumn ? column : line.offsetByCodePoints(0, column);
  }

  /// The source of a line, as it stands.
  ///
  /// @param number counted from 1
  public String line(int number) {
    return lines().get(number - 1);
  }

  private List<String> lines() {
    if (lines == null) {
      String all = text.get();
      onePerColumn = all.chars().noneMatch(each -> Character.isSurrogate((char) each));
      lines = List.of((all.startsWith("\uFEFF") ? all.substring(1) : all).split("\r\n|\r|\n", -1));
    }
    return lines;
  }

  @Override
  public String toString() {
    return path();
  }
}
