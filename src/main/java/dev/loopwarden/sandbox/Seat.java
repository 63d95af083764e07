package dev.loopwarden.sandbox;

import java.time.Duration;
import java.util.Set;

/// The seat before the browser: who sits there, and what becomes of what they allow the App.
public final class Seat {

  private final World world;
  private final People people;

  Seat(World world, People people) {
    this.world = world;
    this.people = people;
  }

  /// The App's client id, for people's login.
  public String clientId() {
    return People.CLIENT_ID;
  }

  public String clientSecret() {
    return People.CLIENT_SECRET;
  }

  /// Lets a person sit down, who can read these repositories and says yes to whatever is asked.
  public void sit(String login, Set<String> fullNames) {
    synchronized (world) {
      people.sit(login, Set.copyOf(fullNames));
    }
  }

  /// How long people's tokens are good from now on.
  public void tokenLife(Duration life) {
    synchronized (world) {
      people.setTokenLife(life);
    }
  }

  /// Lets a person take back what they allowed the App.
  public void revoke(String login) {
    synchronized (world) {
      people.revoke(login);
    }
  }
}
