package dev.loopwarden.cli;

import dev.loopwarden.app.LogEncoder;
import dev.loopwarden.app.OperatorSettings;
import dev.loopwarden.app.Service;
import dev.loopwarden.app.SetUp;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `loopwarden serve`: the service, until it is stopped.
@Command(
    name = "serve",
    description = "Receives webhooks and reviews pull requests. Settings come from LOOPWARDEN_... variables.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  ServeCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    Service service;
    try {
      OperatorSettings settings = OperatorSettings.read(System.getenv());
      LogEncoder.use(settings.jsonLog());
      settings = SetUp.complete(settings);
      if (settings.app().isEmpty()) {
        settings = setUp(settings);
      }
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

  /// Shows the set-up page until there is an App.
  private static OperatorSettings setUp(OperatorSettings settings) throws InterruptedException {
    try (SetUp page = SetUp.start(settings, Clock.systemUTC())) {
      LOG.info("there is no GitHub App yet; make one at {} (on this machine, or through a tunnel to the management port)", page.address());
      return page.await();
    }
  }
}
