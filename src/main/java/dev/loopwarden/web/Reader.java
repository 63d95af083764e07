package dev.loopwarden.web;

import dev.loopwarden.store.Visible;

/// Who reads the pages.
///
/// @param login empty where nobody logs in
/// @param admin whether the admin page is for them
/// @param acts whether they may press buttons
/// @param formToken what their forms send back; empty where they may press none
record Reader(String login, Visible visible, boolean admin, boolean acts, String formToken) {

  /// Everybody, where the pages are open: sees all, changes nothing.
  static final Reader ANYBODY = new Reader("", Visible.ALL, true, false, "");
}
