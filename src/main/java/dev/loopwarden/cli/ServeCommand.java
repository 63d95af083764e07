package dev.loopwarden.cli;

import dev.loopwarden.app.LogEncoder;
import dev.loopwarden.app.OperatorSettings;
import dev.loopwarden.app.Service;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `loopwarden serve`: the service, until it is stopped.
@Command(
    name = "serve",
    description = "Receives webhooks and reviews pull requests. Settings come from LOOPWARDEN_... variables.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  ServeCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Service service;
    try {
      OperatorSettings settings = OperatorSettings.read(System.getenv());
      LogEncoder.use(settings.jsonLog());
      service = Service.start(settings, Service.Times.real());
    } catch (OperatorSettings.Unusable | IllegalArgumentException unusable) {
      spec.commandLine().getErr().println(unusable.getMessage());
      return ExitCode.USAGE;
    }
    var stopped = new CountDownLatch(1);
    Thread.currentThread().setName("serve");
    Stopping.onSignal(() -> {
      service.close();
      stopped.countDown();
    });
    spec.commandLine().getErr().println(
        "loopwarden listens on port " + service.port() + " for webhooks (/webhook), on port " + service.managementPort()
            + " for /livez, /readyz and /metrics");
    stopped.await();
    return ExitCode.CLEAN;
  }
}
