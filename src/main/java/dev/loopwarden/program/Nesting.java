package dev.loopwarden.program;

import dev.loopwarden.python.Module;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.ParseResult;
import dev.loopwarden.python.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// How deep statements are nested, and which of them are too deep to be followed. The parser takes an expression of a hundred
/// thousand operators, as CPython's does; what comes after it walks up and down in the tree, for each node anew. A statement over a limit is left
/// out before anything else sees it, so that it costs itself: neither the stack nor the time of a review.
final class Nesting {

  /// Nodes one inside the other; each further `elif` of a chain counts as little as a further statement of a list. Of 9,061 files of
  /// the standard library and of packaged projects the deepest has 227.
  static final int LEVELS_MAX = 300;

  /// Steps from each node of a statement up to the statement, summed. Of the same files the most is 9,252,287.
  static final long STEPS_MAX = 20_000_000;

  private final List<ParseResult.Unread> tooDeep = new ArrayList<>();

  private Nesting() {}

  /// The same without statements that are nested too deeply: each is a `pass` in the tree, and is told as lines that were not read.
  static ParseResult.Parsed bounded(ParseResult.Parsed parsed) {
    var nesting = new Nesting();
    List<Stmt> body = nesting.bounded(parsed.module().body());
    if (nesting.tooDeep.isEmpty()) {
      return parsed;
    }
    var unread = new ArrayList<>(parsed.unread());
    unread.removeIf(inner -> nesting.tooDeep.stream().anyMatch(each -> each.firstLine() <= inner.firstLine() && inner.lastLine() <= each.lastLine()));
    unread.addAll(nesting.tooDeep);
    unread.sort(Comparator.comparingInt(ParseResult.Unread::firstLine));
    return new ParseResult.Parsed(new Module(parsed.module().span(), body), parsed.comments(), unread);
  }

  /// Of a class only those members are left out that are too deep.
  private List<Stmt> bounded(List<Stmt> statements) {
    List<Stmt> body = new ArrayList<>();
    for (Stmt each : statements) {
      String problem = problem(each);
      if (problem.isEmpty()) {
        body.add(each);
      } else if (each instanceof Stmt.ClassDef def && problem(with(def, List.of(new Stmt.Pass(def.span())))).isEmpty()) {
        body.add(with(def, bounded(def.body())));
      } else {
        body.add(new Stmt.Pass(each.span()));
        tooDeep.add(new ParseResult.Unread(each.span().line(), each.span().endLine(), each.span().line(), each.span().column(), problem, ParseResult.Kind.LIMIT));
      }
    }
    return body;
  }

  private static Stmt.ClassDef with(Stmt.ClassDef def, List<Stmt> body) {
    return new Stmt.ClassDef(def.span(), def.decoratorList(), def.typeParams(), def.name(), def.bases(), def.keywords(), body);
  }

  /// Why a statement or an expression is not followed; empty where it is.
  static String problem(Node root) {
    var left = new ArrayDeque<Node>();
    var levels = new Numbers();
    var depths = new Numbers();
    left.push(root);
    levels.push(0);
    depths.push(0);
    long steps = 0;
    while (!left.isEmpty()) {
      Node node = left.pop();
      int level = levels.pop();
      int depth = depths.pop();
      steps += depth;
      if (level > LEVELS_MAX) {
        return "nested too deeply to be followed: at most %d levels are".formatted(LEVELS_MAX);
      }
      if (steps > STEPS_MAX) {
        return "too much nested code to be followed: at most %d steps up are".formatted(STEPS_MAX);
      }
      for (Node child : node.children()) {
        left.push(child);
        levels.push(isElif(node, child) ? level : level + 1);
        depths.push(depth + 1);
      }
    }
    return "";
  }

  private static boolean isElif(Node node, Node child) {
    return node instanceof Stmt.If branch && branch.orelse().size() == 1 && child instanceof Stmt.If && CodeBlock.same(branch.orelse().getFirst(), child);
  }

  /// A stack of numbers.
  private static final class Numbers {
    private int[] all = new int[64];
    private int size;

    void push(int number) {
      if (size == all.length) {
        all = Arrays.copyOf(all, 2 * size);
      }
      all[size++] = number;
    }

    int pop() {
      return all[--size];
    }
  }
}
