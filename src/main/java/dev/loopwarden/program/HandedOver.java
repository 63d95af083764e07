package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;

/// A callable that a block gives to somebody who calls it elsewhere.
///
/// @param callable a function, a method, a lambda, a `partial`
/// @param site the call that it is an argument of, or the assignment: `client.on_message = received`
/// @param where it runs then
/// @param to who takes it, for people: `asyncio.to_thread`
public record HandedOver(Expr callable, Node site, Where where, String to) {}
