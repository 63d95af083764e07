package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar.BinaryContext;
import dev.loopwarden.python.grammar.PythonGrammar.OperationContext;
import dev.loopwarden.python.grammar.PythonGrammar.PrefixContext;
import dev.loopwarden.python.grammar.PythonGrammar.PrimaryContext;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.tree.ParseTree;

/// Gives a flat list of operands and operators its precedence. A chain of one level is read in a loop, so that its length
/// costs no stack.
final class Operators {

  private static final int OR = 1;
  private static final int NOT = 3;
  private static final int COMPARE = 4;
  private static final int UNARY = 11;
  private static final int POWER = 12;

  private static final Map<String, String> UNARIES = Map.of("not", "Not", "+", "UAdd", "-", "USub", "~", "Invert");

  private final List<ParseTree> parts;
  private int at = 0;

  private Operators(OperationContext context) {
    this.parts = context.children;
  }

  static Expr of(OperationContext context) {
    return context.getChildCount() == 1
        ? Expressions.of((PrimaryContext) context.getChild(0))
        : new Operators(context).read(OR).expr();
  }

  /// An operand with the place that it takes in the text, parentheses included.
  private record Operand(Expr expr, Span place) {}

  private record Operator(String name, int level) {}

  static String binaryName(String written) {
    return operator(written).name();
  }

  private static Operator operator(String written) {
    return switch (written) {
      case "or" -> new Operator("Or", OR);
      case "and" -> new Operator("And", 2);
      case "==" -> new Operator("Eq", COMPARE);
      case "!=" -> new Operator("NotEq", COMPARE);
      case "<" -> new Operator("Lt", COMPARE);
      case "<=" -> new Operator("LtE", COMPARE);
      case ">" -> new Operator("Gt", COMPARE);
      case ">=" -> new Operator("GtE", COMPARE);
      case "is" -> new Operator("Is", COMPARE);
      case "is not" -> new Operator("IsNot", COMPARE);
      case "in" -> new Operator("In", COMPARE);
      case "not in" -> new Operator("NotIn", COMPARE);
      case "|" -> new Operator("BitOr", 5);
      case "^" -> new Operator("BitXor", 6);
      case "&" -> new Operator("BitAnd", 7);
      case "<<" -> new Operator("LShift", 8);
      case ">>" -> new Operator("RShift", 8);
      case "+" -> new Operator("Add", 9);
      case "-" -> new Operator("Sub", 9);
      case "*" -> new Operator("Mult", 10);
      case "/" -> new Operator("Div", 10);
      case "//" -> new Operator("FloorDiv", 10);
      case "%" -> new Operator("Mod", 10);
      case "@" -> new Operator("MatMult", 10);
      case "**" -> new Operator("Pow", POWER);
      default -> throw new IllegalArgumentException("no operator: " + written);
    };
  }

  private Operand read(int least) {
    Operand left = unary(least);
    while (at < parts.size()) {
      Operator operator = operator(parts.get(at).getText());
      if (operator.level() < least) {
        return left;
      }
      left = switch (operator.level()) {
        case OR, 2 -> chain(left, operator);
        case COMPARE -> comparison(left);
        default -> {
          at++;
          Operand right = read(operator.level() == POWER ? UNARY : operator.level() + 1);
          Span place = left.place().to(right.place());
          yield new Operand(new Expr.BinOp(place, left.expr(), operator.name(), right.expr()), place);
        }
      };
    }
    return left;
  }

  private Operand unary(int least) {
    ParseTree part = parts.get(at++);
    if (part instanceof PrimaryContext primary) {
      return new Operand(Expressions.of(primary), Spans.of(primary));
    }
    var prefix = (PrefixContext) part;
    Span start = Spans.of(prefix);
    String written = prefix.getText();
    boolean lost = written.equals("not") ? least > NOT : written.equals("await") && !(parts.get(at) instanceof PrimaryContext);
    if (lost) {
      throw Spans.problem(start, "invalid syntax");
    }
    if (written.equals("await")) {
      var primary = (PrimaryContext) parts.get(at++);
      Span place = start.to(Spans.of(primary));
      return new Operand(new Expr.Await(place, Expressions.of(primary)), place);
    }
    Operand operand = read(written.equals("not") ? NOT : UNARY);
    Span place = start.to(operand.place());
    return new Operand(new Expr.UnaryOp(place, UNARIES.getOrDefault(written, written), operand.expr()), place);
  }

  private Operand chain(Operand first, Operator operator) {
    var values = new ArrayList<Expr>(List.of(first.expr()));
    Span place = first.place();
    while (at < parts.size() && operator(parts.get(at).getText()).equals(operator)) {
      at++;
      Operand next = read(operator.level() + 1);
      values.add(next.expr());
      place = place.to(next.place());
    }
    return new Operand(new Expr.BoolOp(place, operator.name(), values), place);
  }

  private Operand comparison(Operand first) {
    var names = new ArrayList<String>();
    var comparators = new ArrayList<Expr>();
    Span place = first.place();
    while (at < parts.size() && parts.get(at) instanceof BinaryContext binary
        && operator(binary.getText()).level() == COMPARE) {
      at++;
      Operand next = read(COMPARE + 1);
      names.add(operator(binary.getText()).name());
      comparators.add(next.expr());
      place = place.to(next.place());
    }
    return new Operand(new Expr.Compare(place, first.expr(), names, comparators), place);
  }
}
