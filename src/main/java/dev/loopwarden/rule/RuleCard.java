package dev.loopwarden.rule;

import java.util.List;

/// All that people read of a rule; its page under `docs/rules/` and `loopwarden explain` are made from it.
/// Plain Markdown paragraphs; code spans in backticks.
///
/// @param id public and permanent: `LW301`
/// @param slug file name of the page behind the id: `missing-timeout`
/// @param title one line, no full stop
/// @param severity the default; settings may change it
/// @param onByDefault false for those that must be asked for
/// @param elsewhere ids that users know from other tools (`ASYNC251`, `S7488`); honoured in `# noqa: ID`
/// @param what what it looks for
/// @param why what happens at run time and under which load
/// @param fine when it is fine to leave it
/// @param instead what to write instead
/// @param flagged one short Python example with `# LW301` at the end of each line that is reported
/// @param good the same, put right: nothing is reported
public record RuleCard(
    String id,
    String slug,
    String title,
    Aspect aspect,
    Severity severity,
    boolean onByDefault,
    List<String> elsewhere,
    String what,
    String why,
    String fine,
    String instead,
    String flagged,
    String good) {

  public RuleCard {
    elsewhere = List.copyOf(elsewhere);
  }
}
