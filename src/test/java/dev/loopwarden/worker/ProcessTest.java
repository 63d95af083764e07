package dev.loopwarden.worker;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests of one process against the stand-in, on each kind of database, each with a repository of its own.
@ParameterizedClass(name = "{0}")
@MethodSource("dev.loopwarden.store.Databases#kinds")
abstract class ProcessTest {

  @SuppressWarnings("NullAway.Init") // set before each invocation of the class
  static Rig rig;

  @SuppressWarnings("NullAway.Init") // the same
  static Rig.Replica process;

  final String kind;

  ProcessTest(String kind) {
    this.kind = kind;
  }

  @BeforeParameterizedClassInvocation
  static void start(String kind) {
    rig = new Rig(kind);
    process = rig.process();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    process.close();
    rig.close();
  }

  @BeforeEach
  void begin() {
    rig.fresh();
    rig.sandbox.faults().clear();
  }

  /// Runs what a reconciliation queued.
  static void settle() {
    for (int i = 0; i < 12; i++) {
      process.queue.runDue(rig.time.instant());
      rig.time.to(rig.time.instant().plusSeconds(10));
    }
  }
}
