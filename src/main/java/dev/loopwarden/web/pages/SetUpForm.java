package dev.loopwarden.web.pages;

/// The form that makes the App.
///
/// @param action address at GitHub
/// @param manifest in JSON
/// @param hook address of the webhook
/// @param organization that is to own the App; empty for the person who is logged in at GitHub
/// @param token that lets in
/// @param afterwards what is done with the credentials
public record SetUpForm(String action, String manifest, String hook, String organization, String token, String afterwards) {

  public String owner() {
    return organization.isEmpty() ? "you" : organization;
  }
}
