package dev.loopwarden.python;

import dev.loopwarden.python.grammar.PythonGrammar;
import dev.loopwarden.python.grammar.PythonGrammar.OperationRestContext;
import dev.loopwarden.python.grammar.PythonGrammar.PrefixesContext;
import dev.loopwarden.python.grammar.PythonGrammar.PrimaryContext;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/// Gives a flat list of operands and operators its precedence. A chain of one level is read in a loop, so that its length
/// costs no stack.
final class Operators {

  private final List<Token> operators;
  private final List<PrimaryContext> operands;
  private final List<Token> prefixes;
  private final PrimaryContext left;
  private int nextOperator = 0;
  private int nextOperand = 0;
  private int nextPrefix = 0;
  /// Of what was read last, parentheses included.
  private Span place;

  private Operators(@Nullable PrefixesContext before, PrimaryContext left, @Nullable OperationRestContext rest) {
    this.prefixes = before == null ? List.of() : before.signs;
    this.left = left;
    this.operators = rest == null ? List.of() : rest.operators;
    this.operands = rest == null ? List.of() : rest.operands;
    this.place = Spans.of(left);
  }

  /// @param least the level that must not be gone below: 1 for any
  static Expr of(@Nullable PrefixesContext before, PrimaryContext left, @Nullable OperationRestContext rest, int least) {
    if (rest == null && before == null) {
      return Expressions.of(left);
    }
    var operators = new Operators(before, left, rest);
    Expr value = operators.read(least);
    if (operators.nextOperator < operators.operators.size()) {
      throw Spans.problem(operators.operators.get(operators.nextOperator), "invalid syntax: parentheses are needed here");
    }
    return value;
  }

  private Expr read(int least) {
    Expr value = unary(least);
    while (nextOperator < operators.size()) {
      Operator operator = Operator.of(operators.get(nextOperator).getText());
      if (operator.level() < least) {
        return value;
      }
      value =
          switch (operator.level()) {
            case Operator.OR, Operator.AND -> chain(value, operator);
            case Operator.COMPARE -> comparison(value);
            default -> {
              nextOperator++;
              Span start = place;
              Expr right = read(operator.level() == Operator.POWER ? Operator.UNARY : operator.level() + 1);
              place = start.to(place);
              yield new Expr.BinOp(place, value, operator.python(), right);
            }
          };
    }
    return value;
  }

  private Expr unary(int least) {
    Token prefix = prefix();
    if (prefix == null) {
      return operand();
    }
    Span start = Spans.of(prefix);
    return switch (prefix.getType()) {
      case PythonGrammar.AWAIT -> {
        Token another = prefix();
        if (another != null) {
          throw Spans.problem(another, "invalid syntax: 'await' stands before a name, a call or parentheses");
        }
        Expr value = operand();
        place = start.to(place);
        yield new Expr.Await(place, value);
      }
      case PythonGrammar.NOT -> {
        if (least > Operator.NOT) {
          throw Spans.problem(prefix, "invalid syntax: 'not' after an operator needs parentheses");
        }
        yield unary("Not", start, read(Operator.NOT));
      }
      case PythonGrammar.PLUS -> unary("UAdd", start, read(Operator.UNARY));
      case PythonGrammar.MINUS -> unary("USub", start, read(Operator.UNARY));
      default -> unary("Invert", start, read(Operator.UNARY));
    };
  }

  private Expr unary(String name, Span start, Expr operand) {
    place = start.to(place);
    return new Expr.UnaryOp(place, name, operand);
  }

  /// The prefix that stands before the next operand, if there is one.
  private @Nullable Token prefix() {
    if (nextOperand == 0) {
      return nextPrefix < prefixes.size() ? prefixes.get(nextPrefix++) : null;
    }
    int operand = operands.get(nextOperand - 1).start.getStartIndex();
    return nextOperator < operators.size() && operators.get(nextOperator).getStartIndex() < operand
        ? operators.get(nextOperator++)
        : null;
  }

  private Expr operand() {
    PrimaryContext primary = nextOperand == 0 ? left : operands.get(nextOperand - 1);
    nextOperand++;
    Expr value = Expressions.of(primary);
    place = primary.group == null ? value.span() : Spans.of(primary);
    return value;
  }

  private Expr chain(Expr first, Operator operator) {
    var values = new ArrayList<Expr>(4);
    values.add(first);
    Span start = place;
    while (nextOperator < operators.size() && operator.written().equals(operators.get(nextOperator).getText())) {
      nextOperator++;
      values.add(read(operator.level() + 1));
    }
    place = start.to(place);
    return new Expr.BoolOp(place, operator.python(), values);
  }

  private Expr comparison(Expr first) {
    var names = new ArrayList<String>(1);
    var comparators = new ArrayList<Expr>(1);
    Span start = place;
    while (nextOperator < operators.size()) {
      Operator operator = Operator.of(operators.get(nextOperator).getText());
      if (operator.level() != Operator.COMPARE) {
        break;
      }
      nextOperator++;
      names.add(operator.python());
      comparators.add(read(Operator.COMPARE + 1));
    }
    place = start.to(place);
    return new Expr.Compare(place, first, names, comparators);
  }
}
