package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

/// The form of the log, and what never stands in it.
final class LogEncoderTest {

  private static final LoggerContext CONTEXT = new LoggerContext();

  @Test
  void theKeysOfAnEventStandBesideItsMessage() throws IOException {
    LoggingEvent event = event("reviewed");
    event.addKeyValuePair(new KeyValuePair("job_id", "j-1"));
    event.addKeyValuePair(new KeyValuePair("attempt", 2));
    JsonNode line = new ObjectMapper().readTree(encoded(new LogEncoder(true), event));
    assertThat(line.path("message").asText()).isEqualTo("reviewed");
    assertThat(line.path("job_id").asText()).isEqualTo("j-1");
    assertThat(line.path("attempt").intValue()).isEqualTo(2);
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(encoded(new LogEncoder(false), event)).contains("LogEncoderTest reviewed job_id=j-1 attempt=2");
  }

  @Test
  void anEventIsOneLineWhateverStandsInIt() {
    String line = encoded(new LogEncoder(true), event("first\nsecond \"quoted\""));
    assertThat(line.stripTrailing()).doesNotContain("\n").endsWith("}");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "ghs_16C7e42F292c6912E7710c838347Ae178B4a", "ghs_123456_eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.c2ln-bmF0dXJl",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789", "github_pat_11ABCDEFG0_abcdefghijklmnop", "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjF9.c2lnbmF0dXJl"
  })
  void noTokenOfAnyFormIsWritten(String token) {
    LoggingEvent event = event("GET failed with Authorization: token " + token + ", again");
    event.addKeyValuePair(new KeyValuePair("header", token));
    for (boolean json : new boolean[] {true, false}) {
      assertThat(encoded(new LogEncoder(json), event)).doesNotContain(token).doesNotContain("c2ln").contains("***", "again");
    }
  }

  @Test
  void noPrivateKeyIsWritten() {
    String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----";
    assertThat(encoded(new LogEncoder(false), event("bad key: " + key + " (from a file)"))).doesNotContain("MIIE").contains("(from a file)");
    assertThat(encoded(new LogEncoder(true), event("bad key: " + key))).doesNotContain("MIIE");
  }

  private static LoggingEvent event(String message) {
    var event = new LoggingEvent();
    event.setLoggerName(LogEncoderTest.class.getName());
    event.setLoggerContext(CONTEXT);
    event.setLevel(Level.WARN);
    event.setMessage(message);
    event.setTimeStamp(0);
    event.setMDCPropertyMap(Map.of());
    return event;
  }

  private static String encoded(LogEncoder encoder, LoggingEvent event) {
    return new String(encoder.encode(event), StandardCharsets.UTF_8);
  }
}
