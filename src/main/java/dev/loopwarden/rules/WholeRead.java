package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// LW206: all that a peer sends, read into memory.
public final class WholeRead implements Rule {

  private static final String OWED = "reads of what a peer sends";

  private static final RuleCard CARD =
      new RuleCard(
          "LW206", "whole-read", "As much in memory as the peer sends", Aspect.BOUNDS, Severity.INFO, true, List.of(),
          "`StreamReader.read()` and `UploadFile.read()` without a size, and a limit on the size of messages or bodies that is switched off (`max_size=None`, `max_msg_size=0`, `client_max_size=0`).",
          "Whoever sends decides how much memory the process takes: a few large bodies at once, and it is killed with everything else that it was doing.",
          "The peer is trusted and small; a server in front refuses large bodies.",
          "Read in pieces with a sum that is checked, and leave the library's limit on.",
          """
          from fastapi import FastAPI, UploadFile

          app = FastAPI()

          @app.post("/photos")
          async def photo(file: UploadFile):
              return {"size": len(await file.read())}  # LW206
          """,
          """
          from fastapi import FastAPI, HTTPException, UploadFile

          app = FastAPI()

          @app.post("/photos")
          async def photo(file: UploadFile):
              size = 0
              while piece := await file.read(65536):
                  size += len(piece)
                  if size > 10_000_000:
                      raise HTTPException(413)
              return {"size": size}
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      Optional<Knowledge.Entry> entry = program.entry(call, block.module());
      if (entry.filter(each -> each.is(Role.READS_ALL)).isPresent()) {
        obligations.add(read(call, entry.get(), block, program));
      } else if (entry.filter(each -> each.is(Role.SIZED)).isPresent()) {
        sized(call, entry.get(), block).ifPresent(obligations::add);
      }
    }
    return obligations;
  }

  private static Obligation read(Expr.Call call, Knowledge.Entry entry, CodeBlock block, Program program) {
    Site site = Sites.of(block, call);
    Optional<Expr> size = Stream.concat(call.args().stream(), Stream.of("n", "size").map(each -> call.keyword(each)).flatMap(Optional::stream)).findFirst();
    boolean all = size.isEmpty() || block.module().code(size.get().span()).equals("-1");
    if (!all) {
      return Obligation.met(Aspect.BOUNDS, CARD.id(), OWED, site, "`" + site.code() + "` reads a piece");
    }
    Confidence confidence = Handlers.serves(block, program) || entry.waits().isPresent() ? Confidence.MEDIUM : Confidence.LOW;
    return Obligation.unmet(OWED, Sites.finding(CARD, CARD.severity(), confidence, site, new Message(
        "`" + site.code() + "` takes as much memory as the peer sends",
        "`" + Sites.shortName(entry) + "` without a size reads to the end, and keeps all of it.",
        "Nobody but the sender decides how much that is: with a few large ones at once the process runs out of memory.",
        "Read in pieces (`read(65536)`), and stop where the sum is more than you take."), List.of()));
  }

  /// The library has a limit; it may be switched off.
  private static Optional<Obligation> sized(Expr.Call call, Knowledge.Entry entry, CodeBlock block) {
    Site site = Sites.of(block, call);
    Optional<String> name = Stream.of("max_size", "max_msg_size", "client_max_size").filter(each -> call.keyword(each).isPresent()).findFirst();
    if (name.isEmpty()) {
      return Flow.hasHiddenKeywords(call)
          ? Optional.of(Obligation.unknown(Aspect.BOUNDS, CARD.id(), OWED, site, "what is given as `**` is not seen"))
          : Optional.of(Obligation.met(Aspect.BOUNDS, CARD.id(), OWED, site, "the library's own limit on the size"));
    }
    Expr value = call.keyword(name.get()).orElseThrow();
    if (!Flow.isNone(value) && !Flow.isConstant(value, "0")) {
      return Optional.of(Obligation.met(Aspect.BOUNDS, CARD.id(), OWED, site, "`" + name.get() + "=" + block.module().code(value.span()) + "`"));
    }
    return Optional.of(Obligation.unmet(OWED, Sites.finding(CARD, CARD.severity(), Confidence.MEDIUM, site, new Message(
        "No limit on what the peer may send at once",
        "`" + name.get() + "=" + block.module().code(value.span()) + "` switches the limit of `" + Sites.shortName(entry) + "` off.",
        "One large message or body is kept in memory as a whole: with a few of them at once the process is killed.",
        "Give the largest size that is expected; the library refuses what is larger."), List.of())));
  }
}
