package dev.loopwarden.bench;

import java.lang.management.ManagementFactory;

/// Processor time and memory of this JVM.
final class Clocks {

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Clocks() {}

  /// Processor time of the calling thread.
  static long threadNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /// Processor time of all threads: the compiler's and the collector's too.
  static long processNanos() {
    return SYSTEM.getProcessCpuTime();
  }

  /// Bytes in use after a collection.
  @SuppressWarnings("SystemGc") // what is kept is the question
  static long heapUsed() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
