package dev.loopwarden.python;

/// The type of a literal, with Python's name for it.
public enum ConstantType {
  STR("str"),
  BYTES("bytes"),
  INT("int"),
  FLOAT("float"),
  COMPLEX("complex"),
  BOOL("bool"),
  NONE("NoneType"),
  ELLIPSIS("ellipsis");

  private final String python;

  ConstantType(String python) {
    this.python = python;
  }

  public String python() {
    return python;
  }
}
