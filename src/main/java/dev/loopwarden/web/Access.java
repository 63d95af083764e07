package dev.loopwarden.web;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.Optional;

/// Says who reads.
sealed interface Access permits Access.Open, Login {

  /// The reader; empty where they have to log in first.
  Optional<Reader> reader(Context ctx) throws IOException;

  /// The pages are shown to everybody who can connect.
  ///
  /// @param loopback whether that is this machine alone: then a page of another host, led here by its name server, is refused
  record Open(boolean loopback) implements Access {

    @Override
    public Optional<Reader> reader(Context ctx) {
      String host = String.valueOf(ctx.header("Host")).replaceFirst(":\\d+$", "");
      if (loopback && !host.matches("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]")) {
        throw new HttpResponseException(421, "these pages are for this machine, under localhost or 127.0.0.1");
      }
      return Optional.of(Reader.ANYBODY);
    }
  }
}
