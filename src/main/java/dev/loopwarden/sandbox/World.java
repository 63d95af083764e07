package dev.loopwarden.sandbox;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that the stand-in keeps. Whoever touches it holds its lock.
final class World {

  private final Clock clock;
  private final Map<String, Hosted> repositories = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final Map<Long, Instant> hidden = new HashMap<>();
  private long lastId = 5000;

  World(Clock clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  long nextId() {
    return ++lastId;
  }

  long lastId() {
    return lastId;
  }

  /// Leaves what was made since an id out of all lists until a moment.
  void hide(long since, Instant until) {
    for (long id = since + 1; id <= lastId; id++) {
      hidden.put(id, until);
    }
  }

  boolean isSeen(long id) {
    Instant until = hidden.get(id);
    return until == null || !until.isAfter(clock.instant());
  }

  void asked(String request) {
    requests.add(request);
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  void host(Hosted hosted) {
    repositories.put(hosted.fullName(), hosted);
  }

  void rename(String fullName, String name) {
    Hosted hosted = known(fullName);
    repositories.remove(fullName);
    hosted.rename(name);
    host(hosted);
  }

  void transfer(String fullName, String owner, long installation) {
    Hosted hosted = known(fullName);
    repositories.remove(fullName);
    hosted.transfer(owner, installation);
    host(hosted);
  }

  List<Hosted> repositories() {
    return List.copyOf(repositories.values());
  }

  Hosted known(String fullName) {
    return Optional.ofNullable(repositories.get(fullName)).orElseThrow(Door::notFound);
  }

  /// The repository of a request's address.
  Hosted hosted(Context ctx) {
    return known(ctx.pathParam("owner") + "/" + ctx.pathParam("repo"));
  }

  /// The pull request of a request's address.
  Hosted.Pull pull(Context ctx) {
    return hosted(ctx).pull(number(ctx)).orElseThrow(Door::notFound);
  }

  static int number(Context ctx) {
    return Integer.parseInt(ctx.pathParam("number"));
  }
}
