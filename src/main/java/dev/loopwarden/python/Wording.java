package dev.loopwarden.python;

/// What people call an expression, for messages.
final class Wording {

  private Wording() {}

  static String of(Expr expr) {
    return switch (expr) {
      case Expr.BoolOp _, Expr.BinOp _, Expr.UnaryOp _ -> "an expression with operators";
      case Expr.NamedExpr _ -> "a named expression";
      case Expr.Lambda _ -> "a lambda";
      case Expr.IfExp _ -> "a conditional expression";
      case Expr.Dict _ -> "a dict";
      case Expr.Set _ -> "a set";
      case Expr.ListComp _, Expr.SetComp _, Expr.DictComp _ -> "a comprehension";
      case Expr.GeneratorExp _ -> "a generator expression";
      case Expr.Await _ -> "an await expression";
      case Expr.Yield _, Expr.YieldFrom _ -> "a yield expression";
      case Expr.Compare _ -> "a comparison";
      case Expr.Call _ -> "a function call";
      case Expr.FormattedValue _, Expr.Interpolation _, Expr.JoinedStr _, Expr.TemplateStr _ -> "a formatted string";
      case Expr.Constant constant -> switch (constant.type()) {
        case BOOL, NONE -> constant.value();
        case ELLIPSIS -> "an ellipsis";
        case STR, BYTES, INT, FLOAT, COMPLEX -> "a literal";
      };
      case Expr.Attribute _ -> "an attribute";
      case Expr.Subscript _ -> "a subscript";
      case Expr.Starred _ -> "a starred expression";
      case Expr.Name _ -> "a name";
      case Expr.List _ -> "a list";
      case Expr.Tuple _ -> "a tuple";
      case Expr.Slice _ -> "a slice";
    };
  }
}
