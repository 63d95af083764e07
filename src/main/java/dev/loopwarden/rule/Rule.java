package dev.loopwarden.rule;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import java.util.List;

/// One rule: it names the sites that owe something, the ways in which that is given, and what to say where it is not.
/// A rule keeps no state.
public interface Rule {

  RuleCard card();

  /// What the block owes by this rule, in source order.
  List<Obligation> check(CodeBlock block, Program program);
}
