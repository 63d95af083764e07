package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Effect;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.rule.Hop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What a function of the program comes to when it runs, through the functions that it calls, nearest first.
final class Reach {

  /// Functions that are followed from one call on.
  static final int HOPS_MAX = 8;
  private static final int FUNCTIONS_MAX = 300;

  private Reach() {}

  /// All that was walked through.
  ///
  /// @param found the steps to the first call that was looked for, the call itself last; empty where there is none
  /// @param functions how many were read to the end
  /// @param files in how many files
  record Walk(Optional<List<Hop>> found, int functions, int files) {}

  /// A way still to be walked: a function, and the call that led into it, after the way to that one.
  ///
  /// @param length how many steps led into it
  private record Way(CodeBlock function, @Nullable Way before, Expr.@Nullable Call by, int length) {

    /// The steps into the function, and a call in it.
    List<Hop> to(Expr.Call call, Hop first) {
      var hops = new ArrayDeque<Hop>();
      hops.addFirst(hop(function, call));
      for (Way way = this; way.before != null && way.by != null; way = way.before) {
        hops.addFirst(hop(way.before.function, way.by));
      }
      hops.addFirst(first);
      return new ArrayList<>(hops);
    }
  }

  /// Whether a function runs then and there when it is called so.
  interface Following {
    boolean follows(Expr.Call call, CodeBlock caller, CodeBlock called);
  }

  /// Looks for a call in a function and in what it calls.
  static Walk walk(CodeBlock start, Hop first, Program program, BiPredicate<Expr.Call, CodeBlock> wanted, Following following) {
    var seen = new HashSet<CodeBlock>(Set.of(start));
    var files = new HashSet<String>();
    var left = new ArrayDeque<Way>(List.of(new Way(start, null, null, 1)));
    while (!left.isEmpty() && seen.size() <= FUNCTIONS_MAX) {
      Way way = left.poll();
      files.add(way.function().module().path());
      for (Expr.Call call : way.function().calls()) {
        if (wanted.test(call, way.function())) {
          return new Walk(Optional.of(way.to(call, first)), seen.size(), files.size());
        }
        for (CodeBlock next : way.length() + 1 < HOPS_MAX ? program.runs(call, way.function().module()) : List.<CodeBlock>of()) {
          if (following.follows(call, way.function(), next) && seen.add(next)) {
            left.add(new Way(next, way, call, way.length() + 1));
          }
        }
      }
    }
    return new Walk(Optional.empty(), seen.size(), files.size());
  }

  /// A plain function runs where it is called; a generator's body does not.
  static boolean isSync(CodeBlock function) {
    return !function.isAsync() && !function.isGenerator();
  }

  static boolean sync(Expr.Call call, CodeBlock caller, CodeBlock called) {
    return isSync(called);
  }

  /// Plain functions, and async ones where they are awaited at once.
  static boolean awaited(Expr.Call call, CodeBlock caller, CodeBlock called) {
    return isSync(called) || (called.isAsync() && !called.isGenerator() && isAwaited(call, caller));
  }

  static boolean isAwaited(Expr.Call call, CodeBlock block) {
    return block.module().parent(call).filter(Expr.Await.class::isInstance).isPresent();
  }

  /// Looks for the library call of that kind that a plain function comes to.
  static Optional<List<Hop>> entry(CodeBlock start, Hop first, Program program, Predicate<Knowledge.Entry> wanted) {
    return walk(start, first, program, (call, block) -> OnLoop.blocking(call, block, program).filter(wanted).isPresent(), Reach::sync).found();
  }

  static Hop hop(CodeBlock block, Node site) {
    return new Hop(block.module().path(), site.span().line(), block.qualifiedName(), block.module().code(site.span()));
  }

  static List<Hop> hops(Effect effect) {
    return effect.steps().stream().map(each -> hop(each.block(), each.site())).toList();
  }
}
