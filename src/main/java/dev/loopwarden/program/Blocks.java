package dev.loopwarden.program;

/// On what a call blocks, with the words for it.
public enum Blocks {
  SLEEP("sleeps", "LW100"),
  HTTP("waits for an HTTP answer", "LW101"),
  SDK("waits for a remote service", "LW102"),
  DB("waits for a database", "LW103"),
  MQ("waits for a message broker or a remote procedure", "LW104"),
  SOCKET("waits for the network", "LW105"),
  PROCESS("waits for a process", "LW106"),
  FILE("reads or writes a file", "LW107"),
  LOCK("waits for another thread", "LW108"),
  INPUT("waits for a person", "LW109"),
  PATH("asks the file system", "LW110"),
  BULK("moves a lot of data to or from the disk", "LW111"),
  CONFIGURED("blocks, as the settings say", "LW113"),
  ORM("waits for a database through a sync ORM", "LW602"),
  LOOP("runs an event loop", "LW601"),
  CPU("computes", "LW701");

  private final String words;
  private final String rule;

  Blocks(String words, String rule) {
    this.words = words;
    this.rule = rule;
  }

  /// "waits for an HTTP answer".
  public String words() {
    return words;
  }

  /// The rule that reports it where it stands in an `async def`.
  public String rule() {
    return rule;
  }
}
