package dev.loopwarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.job.Job;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What no GitHub would send: each gets the refusal that it deserves, nothing is an internal error, and good deliveries are taken all the
/// while. More requests than the usual: `-Drequests=2000`, others with `-Dseed=N`.
final class BadRequestTest {

  private static final int USUAL = 60;

  private final RunningService running = new RunningService(Map.of());

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aWrongValueAnywhereInADeliveryIsTakenOrRefusedAndNeverAnError() throws Exception {
    String opened = running.opened(running.example.first());
    var bodies = new ArrayList<>(Payloads.damaged(opened));
    Collections.shuffle(bodies, new Random(Long.getLong("seed", 1L)));
    Map<Integer, Integer> answers = new TreeMap<>();
    for (String body : bodies.subList(0, Math.min(bodies.size(), Integer.getInteger("requests", USUAL)))) {
      int status = running.post(body, UUID.randomUUID().toString(), RunningService.signature(body));
      assertThat(status).as(body).isIn(202, 400);
      answers.merge(status, 1, Integer::sum);
    }
    assertThat(answers).containsKeys(202, 400);
    assertThat(running.post(opened, "good", RunningService.signature(opened))).isEqualTo(202);
    everyJobEnds();
  }

  /// I4, for what was taken and makes no sense.
  private void everyJobEnds() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (running.service.jobs().counts().keySet().stream().anyMatch(each -> !each.isOver()) && System.nanoTime() < end) {
      Thread.sleep(50);
      running.service.jobs().latest(100).forEach(running.clock::jumpOverWaitOf);
    }
    assertThat(running.service.jobs().counts().keySet()).allMatch(Job.State::isOver);
  }

  @Test
  void textsThatAreNoDeliveryAreRefused() throws Exception {
    for (String body : List.of("", " ", "nul", "[]", "7", "{\"a\":", "{\"a\": \"\\u12\"}", "[".repeat(100_000), "{\"a\":".repeat(100_000), "9".repeat(100_000),
        "{\"action\": \"" + "x".repeat(1_000_000) + "\"", "\u0000", "{\"action\": \"opened\"} {}", "\ufeff{}")) {
      assertThat(running.post(body, UUID.randomUUID().toString(), RunningService.signature(body))).as(start(body)).isEqualTo(400);
    }
  }

  @Test
  void whatIsNoProperRequestIsRefused() throws Exception {
    Map<String, String> requests = new TreeMap<>(Map.of(
        "POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", "400",
        "POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", "400",
        "POST /webhook HTTP/1.1\r\nContent-Length: 0\r\n\r\n", "400",
        "POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 26214401\r\n\r\n", "413",
        "POST /webhook HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "400",
        "POST /webhook HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(20_000) + "\r\nContent-Length: 0\r\n\r\n", "431",
        "GET /webhook HTTP/1.1\r\nHost: a\r\n\r\n", "40[45]",
        "PUT /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}", "40[45]",
        "POST /web\u0000hook HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", "400",
        "\u0016\u0003\u0001\u0000\u0001\r\n\r\n", "400"));
    for (Map.Entry<String, String> each : requests.entrySet()) {
      assertThat(answer(each.getKey())).as(start(each.getKey())).matches("HTTP/1.1 " + each.getValue() + ".*");
    }
    String body = "{}";
    assertThat(answer("POST /webhook HTTP/1.1\r\nHost: a\r\nX-Hub-Signature-256: " + RunningService.signature(body) + "\r\nContent-Length: 2\r\n\r\n{}"))
        .as("without the delivery's id").contains("400");
  }

  /// Connections that send a byte now and then take no place from others.
  @Test
  void manySlowConnectionsLeaveRoomForAGoodDelivery() throws Exception {
    var slow = new ArrayList<Socket>();
    try {
      for (int i = 0; i < 300; i++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), running.service.port());
        socket.getOutputStream().write(bytes("POST /webhook HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{"));
        slow.add(socket);
      }
      String opened = running.opened(running.example.first());
      long begun = System.nanoTime();
      assertThat(running.post(opened, "good", RunningService.signature(opened))).isEqualTo(202);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
      running.untilDone();
    } finally {
      for (Socket each : slow) {
        each.close();
      }
    }
  }

  /// The first line of the answer.
  private String answer(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), running.service.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes(request));
      socket.getOutputStream().flush();
      return String.valueOf(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine());
    }
  }

  private static String start(String text) {
    return text.substring(0, Math.min(80, text.length()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
