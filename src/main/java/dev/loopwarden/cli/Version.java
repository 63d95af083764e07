package dev.loopwarden.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into the jar.
final class Version implements IVersionProvider {

  Version() {}

  @Override
  public String[] getVersion() {
    return new String[] {
      "loopwarden " + Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("(not from a jar)"),
      "Java " + Runtime.version()
    };
  }
}
