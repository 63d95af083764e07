package dev.loopwarden.program;

import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Whether a condition holds at a call, as far as what is handed over tells.
///
/// @param sure told by constants; else only likely, by something that is handed over and may be asked for as missing
record Condition(boolean holds, boolean sure) {

  static Optional<Condition> of(Expr test, Given given) {
    return switch (test) {
      case Expr.Name name when given.values().containsKey(name.id()) -> Optional.of(switch (value(name, given)) {
        case Given.Value.Fixed(Expr.Constant constant) -> new Condition(isTrue(constant), true);
        case Given.Value.Some _ -> new Condition(true, false);
      });
      case Expr.Constant constant -> Optional.of(new Condition(isTrue(constant), true));
      case Expr.UnaryOp not when not.op().equals("Not") -> of(not.operand(), given).map(each -> new Condition(!each.holds(), each.sure()));
      case Expr.BoolOp both -> joined(both, given);
      case Expr.Compare one when one.ops().size() == 1 && one.left() instanceof Expr.Name name && given.values().containsKey(name.id())
          && one.comparators().getFirst() instanceof Expr.Constant other -> compared(value(name, given), one.ops().getFirst(), other);
      default -> Optional.empty();
    };
  }

  private static Given.Value value(Expr.Name name, Given given) {
    return Objects.requireNonNull(given.values().get(name.id()));
  }

  private static Optional<Condition> joined(Expr.BoolOp both, Given given) {
    boolean ends = both.op().equals("Or");
    List<Optional<Condition>> values = both.values().stream().map(each -> of(each, given)).toList();
    List<Condition> ending = values.stream().flatMap(Optional::stream).filter(each -> each.holds() == ends).toList();
    if (!ending.isEmpty()) {
      return Optional.of(new Condition(ends, ending.stream().anyMatch(Condition::sure)));
    }
    return values.stream().allMatch(Optional::isPresent)
        ? Optional.of(new Condition(!ends, values.stream().flatMap(Optional::stream).allMatch(Condition::sure))) : Optional.empty();
  }

  private static Optional<Condition> compared(Given.Value value, String op, Expr.Constant other) {
    boolean same = op.equals("Is") || op.equals("Eq");
    if (!same && !op.equals("IsNot") && !op.equals("NotEq")) {
      return Optional.empty();
    }
    return switch (value) {
      case Given.Value.Some _ -> other.type() == ConstantType.NONE ? Optional.of(new Condition(!same, false)) : Optional.empty();
      case Given.Value.Fixed(Expr.Constant one) -> {
        boolean alike = one.type() == other.type() && one.value().equals(other.value());
        boolean told = one.type() == other.type() || one.type() == ConstantType.NONE || other.type() == ConstantType.NONE;
        yield told ? Optional.of(new Condition(alike == same, true)) : Optional.empty();
      }
    };
  }

  private static boolean isTrue(Expr.Constant constant) {
    return switch (constant.type()) {
      case NONE -> false;
      case BOOL -> constant.value().equals("True");
      case STR, BYTES -> !constant.value().isEmpty();
      case INT, FLOAT, COMPLEX -> Summaries.number(constant.value()).filter(each -> each == 0).isEmpty();
      case ELLIPSIS -> true;
    };
  }
}
