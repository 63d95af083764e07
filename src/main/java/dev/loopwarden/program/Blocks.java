package dev.loopwarden.program;

/// On what a call blocks, with the words for it.
public enum Blocks {
  SLEEP("sleeps"),
  HTTP("waits for an HTTP answer"),
  SDK("waits for a remote service"),
  DB("waits for a database"),
  MQ("waits for a message broker or a remote procedure"),
  SOCKET("waits for the network"),
  PROCESS("waits for a process"),
  FILE("reads or writes a file"),
  LOCK("waits for another thread"),
  PATH("asks the file system"),
  BULK("moves a lot of data to or from the disk"),
  ORM("waits for a database through a sync ORM"),
  LOOP("runs an event loop"),
  CPU("computes"),
  INPUT("waits for a person at the terminal"),
  NAMED("is named as blocking by the settings");

  private final String words;

  Blocks(String words) {
    this.words = words;
  }

  /// "waits for an HTTP answer".
  public String words() {
    return words;
  }

  /// Whether it waits for this machine's own disk: mostly short, and long when the disk is slow or far away.
  public boolean isLocal() {
    return switch (this) {
      case FILE, PATH, BULK -> true;
      case SLEEP, HTTP, SDK, DB, MQ, SOCKET, PROCESS, LOCK, ORM, LOOP, CPU, INPUT, NAMED -> false;
    };
  }
}
