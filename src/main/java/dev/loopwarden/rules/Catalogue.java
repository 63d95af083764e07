package dev.loopwarden.rules;

import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import java.util.List;
import java.util.Optional;

/// All rules, by id.
public final class Catalogue {

  public static final List<Rule> ALL =
      List.of(
          new SleepOnLoop(), new SyncHttpOnLoop(), new ProcessOnLoop(), new FileOnLoop(), new PathCallOnLoop(), new BlockingCallPath(),
          new SdkOnLoop(), new DbOnLoop(), new SocketOnLoop(), new ThreadWaitOnLoop(), new BulkIoOnLoop(), new LoopInLoop(),
          new SyncOrmOnLoop(), new CpuOnLoop(), new FanOut(), new SpawnLoop(), new LimiterThatLimitsNothing(), new ExecutorPerCall(), new RetryForEver(), new PoolWithoutLimit(), new NoTimeout(), new TimeoutOff(), new CancelledSwallowed(),
          new BroadExceptSwallows(), new SuppressedCancel(), new AwaitInCleanUp(), new CancelNotAwaited(), new YieldInScope(), new LeavesTaskGroup(), new ThreadLockAcrossAwait(), new FinallyLeaves(), new TaskForgotten(),
          new TaskErrorUnseen(), new GatherErrorsIgnored(), new GatherLeavesSiblings(), new TaskWithoutStop(), new GroupMisuse(), new GroupErrors(), new ClientNotClosed(), new ClientPerItem(), new WriterNotWaitedFor(), new GeneratorNotClosed(), new ProcessNotReaped(), new BareCoroutine(), new SilentWorker(), new ReleaseSkipped(), new WrongManagerColour(), new PollingSleep(), new CoroutineUnused(),
          new BrokerOnLoop(), new InteractiveOnLoop(), new NamedOnLoop(), new BlockingIteration(), new OpenEndedWait(), new EmptyScope(),
          new StrangeDeadline(), new TimeoutOverThread(), new ShieldWithoutOwner(),
          new CachedCoroutine(), new UnboundedQueue(), new NeedlessAsync(), new TaskDropped(), new NeverAwaited(),
          new WrongColourCallable(), new LoopFromThread(), new SharedSession(), new AwaitOfValue(), new AsyncOutside(),
          new SyncOverAsyncIterable(), new AwaitedTwice(), new AsyncMagic(), new LockAcrossWait(), new TransactionAcrossWait(),
          new LambdaHandler(), new SyncRoute(), new OneByOne(), new LegacyApi(), new LongLoop(),
          new CpuInThread(), new WholeRead(), new TimeoutParameter(), new LazyLoad(), new Idioms(), new BoundAtImport(), new CheckThenAct(), new ContextLost());

  private Catalogue() {}

  public static Optional<RuleCard> card(String id) {
    return ALL.stream().map(Rule::card).filter(each -> each.id().equals(id)).findFirst();
  }
}
