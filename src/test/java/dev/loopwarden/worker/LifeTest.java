package dev.loopwarden.worker;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// Tests of one process over SQLite against the stand-in, each with a repository of its own.
abstract class LifeTest {

  @SuppressWarnings("NullAway.Init") // set before all tests
  static Rig rig;

  @SuppressWarnings("NullAway.Init") // the same
  static Rig.Replica process;

  @BeforeAll
  static void start() {
    rig = new Rig("sqlite");
    process = rig.process();
  }

  @AfterAll
  static void stop() {
    process.close();
    rig.close();
  }

  @BeforeEach
  void begin() {
    rig.fresh();
  }
}
