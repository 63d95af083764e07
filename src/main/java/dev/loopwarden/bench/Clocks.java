package dev.loopwarden.bench;

import java.lang.management.ManagementFactory;

/// Processor time and memory of this JVM.
final class Clocks {

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final java.lang.management.CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
  private static final int COMPILER_QUIET_MILLIS = 300;
  private static final int COMPILER_WAITS_MAX = 200;

  private Clocks() {}

  /// Processor time of the calling thread.
  static long threadNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /// Bytes that the calling thread has allocated since it began.
  static long threadAllocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  /// Waits until the JIT compiler has nothing left to do, so that what is measured next does not depend on how much of the machine
  /// the compiler got; at most a minute.
  static void awaitCompiler() throws InterruptedException {
    long before = -1;
    for (int i = 0; i < COMPILER_WAITS_MAX && before != COMPILER.getTotalCompilationTime(); i++) {
      before = COMPILER.getTotalCompilationTime();
      Thread.sleep(COMPILER_QUIET_MILLIS);
    }
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
