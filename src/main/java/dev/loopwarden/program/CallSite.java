package dev.loopwarden.program;

import dev.loopwarden.python.Expr;

/// A call, and the block that it stands in.
public record CallSite(CodeBlock block, Expr.Call call) {}
