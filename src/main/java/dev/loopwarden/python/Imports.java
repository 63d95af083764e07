package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.python.grammar.PythonGrammar.DottedAsContext;
import dev.loopwarden.python.grammar.PythonGrammar.DottedNameContext;
import dev.loopwarden.python.grammar.PythonGrammar.ImportAsContext;
import dev.loopwarden.python.grammar.PythonGrammar.ImportStatementContext;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/// `import` and `from ... import`.
final class Imports {

  /// As the `__future__` module has them.
  private static final Set<String> FUTURES =
      Set.of(
          "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function", "unicode_literals",
          "barry_as_FLUFL", "generator_stop", "annotations");

  private Imports() {}

  static Stmt of(ImportStatementContext context, Span span) {
    int lazy = context.lazy == null ? 0 : 1;
    var names = new ArrayList<Alias>();
    if (context.from == null) {
      for (DottedAsContext each : context.modules) {
        names.add(new Alias(Spans.of(each), dotted(each.name), Optional.ofNullable(each.alias).map(Token::getText)));
      }
      return new Stmt.Import(span, names, lazy);
    }
    int level = 0;
    for (Token dot : context.dots) {
      level += dot.getType() == PythonGrammar.ELLIPSIS ? 3 : 1;
    }
    Optional<String> module = context.module == null ? Optional.empty() : Optional.of(dotted(context.module));
    if (level == 0 && module.isEmpty()) {
      throw Spans.problem(span, "invalid syntax: from which module?");
    }
    if (context.all != null) {
      names.add(new Alias(Spans.of(context.all), "*", Optional.empty()));
    }
    for (ImportAsContext each : context.names) {
      names.add(new Alias(Spans.of(each), each.name.getText(), Optional.ofNullable(each.alias).map(Token::getText)));
    }
    if (level == 0 && module.filter("__future__"::equals).isPresent()) {
      checkFuture(names);
    }
    return new Stmt.ImportFrom(span, module, names, level, lazy);
  }

  private static void checkFuture(List<Alias> names) {
    for (Alias each : names) {
      if (!FUTURES.contains(each.name())) {
        throw Spans.problem(
            each.span(), each.name().equals("braces") ? "not a chance" : "future feature " + each.name() + " is not defined");
      }
    }
  }

  private static String dotted(DottedNameContext context) {
    if (context.rest.isEmpty()) {
      return context.first.getText();
    }
    var name = new StringBuilder(context.first.getText());
    List<Token> rest = context.rest;
    rest.forEach(each -> name.append('.').append(each.getText()));
    return name.toString();
  }
}
