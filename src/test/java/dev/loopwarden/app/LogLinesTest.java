package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loopwarden.sandbox.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What a review leaves in the log.
final class LogLinesTest {

  private final ConcurrentLinkedQueue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger("dev.loopwarden");
  private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
    @Override
    protected void append(ILoggingEvent event) {
      events.add(event);
    }
  };

  @BeforeEach
  void listen() {
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.addAppender(appender);
  }

  @AfterEach
  void leave() {
    root.detachAppender(appender);
  }

  @Test
  void eachAttemptLeavesOneLineWithItsKeysAndNoCodeIsWritten() throws Exception {
    try (var running = new RunningService(Map.of())) {
      running.sandbox.faults().plan("POST", "/graphql", Faults.Fault.SERVER_ERROR);
      running.reviewed(running.example.first());
      String head = running.example.first().sha();
      List<JsonNode> jobs = lines().filter(each -> each.path("message").asText().equals("job")).filter(each -> each.path("head_sha").asText().equals(head)).toList();
      assertThat(jobs).extracting(each -> each.path("attempt").asInt() + " " + each.path("outcome").asText()).containsExactly("1 WAITING", "2 DONE");
      assertThat(jobs).allSatisfy(each -> {
        assertThat(each.path("github_repository").asText()).isEqualTo("example/orders");
        assertThat(each.path("github_pr_num").asInt()).isEqualTo(1);
        assertThat(each.path("github_delivery_id").asText()).hasSize(36);
        assertThat(each.path("job_id").asText()).hasSize(36);
      });
      assertThat(jobs.getFirst().path("reason").asText()).contains("502");
      assertThat(lines().map(JsonNode::toString)).isNotEmpty().noneMatch(each -> each.contains("async def") || each.contains("time.sleep") || each.contains("asyncio"));
    }
  }

  /// As they are written with `log-format: json`.
  private Stream<JsonNode> lines() {
    var encoder = new LogEncoder(true);
    return events.stream().filter(each -> each.getLevel().isGreaterOrEqual(Level.INFO)).map(each -> {
      try {
        return new ObjectMapper().readTree(new String(encoder.encode(each), StandardCharsets.UTF_8));
      } catch (IOException noJson) {
        throw new UncheckedIOException(noJson);
      }
    });
  }
}
