package dev.loopwarden.rules;

import dev.loopwarden.program.ClassView;
import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Mentions;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
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
import java.util.Set;
import java.util.stream.Stream;

/// LW604: a column of an object that a commit has emptied.
public final class LazyLoad implements Rule {

  /// What makes sessions; `expire_on_commit=False` is given there.
  private static final List<String> MAKERS = List.of("async_sessionmaker", "sessionmaker", "AsyncSession", "async_scoped_session");
  private static final Set<String> COLUMNS = Set.of("mapped_column", "Column", "relationship", "column_property", "deferred", "Field", "Relationship");
  private static final String OWED = "objects read after a commit";

  private static final RuleCard CARD =
      new RuleCard(
          "LW604", "lazy-load", "Column read after the commit that emptied it", Aspect.TASKS, Severity.INFO, true, List.of(),
          "A mapped attribute of an object, read after `await session.commit()` of its `AsyncSession` in the same function, with no `refresh` in between and no `expire_on_commit=False` where sessions are made.",
          "A commit empties all objects of the session; reading one loads it again, and an attribute cannot be awaited: SQLAlchemy raises `MissingGreenlet`.",
          "Sessions are made with `expire_on_commit=False` where we do not see it.",
          "`async_sessionmaker(engine, expire_on_commit=False)`, or `await session.refresh(user)` first.",
          """
          from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
          from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

          class Base(DeclarativeBase):
              pass

          class User(Base):
              id: Mapped[int] = mapped_column(primary_key=True)

          make = async_sessionmaker()

          async def add(session: AsyncSession):
              user = User()
              session.add(user)
              await session.commit()
              return user.id  # LW604
          """,
          """
          from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
          from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

          class Base(DeclarativeBase):
              pass

          class User(Base):
              id: Mapped[int] = mapped_column(primary_key=True)

          make = async_sessionmaker(expire_on_commit=False)

          async def add(session: AsyncSession):
              user = User()
              session.add(user)
              await session.commit()
              return user.id
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.isAsync() ? block.calls() : List.<Expr.Call>of()) {
      boolean commits = Reach.isAwaited(call, block) && call.func() instanceof Expr.Attribute && !call.func().span().equals(call.span())
          && program.entry(call, block.module()).filter(each -> each.name().endsWith("AsyncSession.commit")).isPresent();
      if (commits) {
        read(call, ((Expr.Attribute) call.func()).value(), block, program).map(each -> obligation(each, call, block, program)).ifPresent(obligations::add);
      }
    }
    return obligations;
  }

  /// The first column that is read, certainly after the commit, of an object that was put into the session or taken from it.
  private static Optional<Expr.Attribute> read(Expr.Call commit, Expr session, CodeBlock block, Program program) {
    return block.own(Expr.Attribute.class).stream()
        .filter(each -> each.value() instanceof Expr.Name && Flow.isAlwaysBefore(commit, each, block))
        .filter(each -> isRead(each, block) && isOfSession((Expr.Name) each.value(), session, commit, block))
        .filter(each -> program.meaning(each.value(), block.module()) instanceof Meaning.Instance instance && isColumn(each.attr(), instance.view(), program))
        .filter(each -> !isFreshAgain((Expr.Name) each.value(), commit, each, block))
        .findFirst();
  }

  private static boolean isRead(Expr.Attribute attribute, CodeBlock block) {
    Node up = block.module().parent(attribute).orElseThrow();
    boolean set = up instanceof Stmt.Assign assign && assign.targets().stream().anyMatch(each -> CodeBlock.same(each, attribute));
    boolean called = up instanceof Expr.Call call && CodeBlock.same(call.func(), attribute);
    return !set && !called && !(up instanceof Stmt.AugAssign);
  }

  /// `session.add(user)` above the commit.
  private static boolean isOfSession(Expr.Name object, Expr session, Expr.Call commit, CodeBlock block) {
    return block.calls().stream().anyMatch(each -> each.func() instanceof Expr.Attribute method && Set.of("add", "merge").contains(method.attr())
        && Flow.alike(method.value(), session, block) && each.args().size() == 1 && each.args().getFirst() instanceof Expr.Name given && given.id().equals(object.id())
        && each.span().compareTo(commit.span()) < 0);
  }

  /// A mapped attribute of the class, or of one above it.
  private static boolean isColumn(String attribute, ClassView view, Program program) {
    return Stream.concat(Stream.of(view), program.family(view).above().stream())
        .flatMap(each -> each.definition().body().stream()).anyMatch(each -> switch (each) {
          case Stmt.AnnAssign field -> field.target() instanceof Expr.Name name && name.id().equals(attribute)
              && (isMapped(field.annotation()) || field.value().filter(LazyLoad::makesColumn).isPresent());
          case Stmt.Assign field -> field.targets().getFirst() instanceof Expr.Name name && name.id().equals(attribute) && makesColumn(field.value());
          default -> false;
        });
  }

  private static boolean isMapped(Expr annotation) {
    return annotation instanceof Expr.Subscript subscript && CodeBlock.lastName(subscript.value()).equals("Mapped");
  }

  private static boolean makesColumn(Expr value) {
    return value instanceof Expr.Call call && COLUMNS.contains(CodeBlock.lastName(call.func()));
  }

  /// `await session.refresh(user)`, or another value under the name, in between.
  private static boolean isFreshAgain(Expr.Name object, Expr.Call commit, Expr.Attribute read, CodeBlock block) {
    boolean refreshed = block.calls().stream().filter(each -> isBetween(each, commit, read)).anyMatch(each -> CodeBlock.lastName(each.func()).equals("refresh")
        && each.args().stream().anyMatch(given -> given instanceof Expr.Name name && name.id().equals(object.id())));
    boolean bound = block.own(Stmt.Assign.class).stream().filter(each -> isBetween(each, commit, read))
        .anyMatch(each -> each.targets().stream().anyMatch(target -> target instanceof Expr.Name name && name.id().equals(object.id())));
    return refreshed || bound;
  }

  private static boolean isBetween(Node node, Node first, Node last) {
    return node.span().compareTo(first.span()) > 0 && node.span().compareTo(last.span()) < 0;
  }

  private static Obligation obligation(Expr.Attribute read, Expr.Call commit, CodeBlock block, Program program) {
    Site site = Sites.of(block, read);
    int makers = 0;
    for (String name : MAKERS) {
      for (Mentions.Mention each : program.mentions(name)) {
        Optional<Expr.Call> made = each.module().parent(each.at()).filter(up -> up instanceof Expr.Call call && CodeBlock.same(call.func(), each.at())).map(Expr.Call.class::cast);
        if (made.isPresent() && (made.get().keyword("expire_on_commit").isPresent() || Flow.hasHiddenKeywords(made.get()))) {
          return Obligation.met(Aspect.TASKS, CARD.id(), OWED, site, "sessions are made with options at " + each.module().path() + ":" + made.get().span().line());
        }
        makers += made.isPresent() ? 1 : 0;
      }
    }
    if (makers == 0) {
      return Obligation.unknown(Aspect.TASKS, CARD.id(), OWED, site, "where sessions are made is not seen");
    }
    return Obligation.unmet(OWED, Sites.finding(CARD, CARD.severity(), Confidence.MEDIUM, site, new Message(
        "`" + site.code() + "` raises `MissingGreenlet`",
        "The commit at line " + commit.span().line() + " empties the objects of its session, and reading a column loads it from the database again.",
        "An attribute cannot be awaited: SQLAlchemy's asyncio side refuses the query, on every call.",
        "Make sessions with `expire_on_commit=False`, or `await session.refresh(...)` before it is read."), List.of()));
  }
}
