package dev.loopwarden.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loopwarden.github.Redaction;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/// One line of the service's log: for people, or one JSON object with the keys of the event beside `time`, `level`, `logger` and
/// `message`. What looks like a credential is written as `***` in both, whoever logged it.
public final class LogEncoder extends EncoderBase<ILoggingEvent> {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final boolean json;

  LogEncoder(boolean json) {
    this.json = json;
  }

  /// Makes the process log in this form to standard error.
  public static void use(boolean json) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      return; // another logging library stands on the class path, with a set-up of its own
    }
    var appender = new ConsoleAppender<ILoggingEvent>();
    var encoder = new LogEncoder(json);
    encoder.setContext(context);
    encoder.start();
    appender.setContext(context);
    appender.setName("service");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    root.setLevel(Level.WARN);
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return (Redaction.of(json ? object(event) : line(event)) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String object(ILoggingEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", event.getInstant().toString());
    fields.put("level", event.getLevel().toString());
    fields.put("logger", event.getLoggerName());
    fields.put("message", event.getFormattedMessage());
    fields.putAll(event.getMDCPropertyMap());
    pairs(event).forEach(each -> fields.put(each.key, each.value instanceof Number number ? number : String.valueOf(each.value)));
    if (event.getThrowableProxy() != null) {
      fields.put("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String line(ILoggingEvent event) {
    String logger = event.getLoggerName();
    var out = new StringBuilder();
    out.append(CLOCK.format(event.getInstant().atZone(ZoneId.systemDefault()))).append(' ').append(event.getLevel()).append(' ')
        .append(logger.substring(logger.lastIndexOf('.') + 1)).append(' ').append(event.getFormattedMessage());
    event.getMDCPropertyMap().forEach((key, value) -> out.append(' ').append(key).append('=').append(value));
    pairs(event).forEach(each -> out.append(' ').append(each.key).append('=').append(each.value));
    if (event.getThrowableProxy() != null) {
      out.append('\n').append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return out.toString().stripTrailing();
  }

  private static List<KeyValuePair> pairs(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    return pairs == null ? List.of() : pairs;
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
