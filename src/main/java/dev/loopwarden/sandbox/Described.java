package dev.loopwarden.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What GitHub's description demands of an answer beyond what anybody here reads.
final class Described {

  private Described() {}

  static ObjectNode installation() {
    return Hosted.JSON.createObjectNode().put("id", Account.INSTALLATION).put("app_id", Long.parseLong(Account.APP_ID));
  }
}
