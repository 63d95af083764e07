package dev.loopwarden.cli;

import dev.loopwarden.app.Doctor;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `loopwarden doctor`: what of the service's surroundings is wrong, and how to mend it.
@Command(
    name = "doctor",
    description = "Checks settings, key, clock, the App's permissions and events, and the database: 0 if all is well, 1 if not.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  DoctorCommand() {}

  @Override
  public Integer call() {
    List<Doctor.Check> checks = Doctor.examine(System.getenv(), Clock.systemUTC());
    checks.forEach(spec.commandLine().getOut()::println);
    return checks.stream().allMatch(Doctor.Check::ok) ? ExitCode.CLEAN : ExitCode.FINDINGS;
  }
}
