package dev.loopwarden.web.pages;

/// What stands around every page.
///
/// @param login of the reader; empty where nobody logs in
/// @param admin whether the admin page is for them
/// @param formToken what a form sends back
/// @param address of this page with its filters, for links to its tables as CSV and JSON
/// @param section `overview`, `rules`, `admin`
/// @param version of the assets
public record Frame(String login, boolean admin, String formToken, String address, String section, String version) {

  /// This page's table in another form.
  public String export(String table, String format) {
    return address + (address.contains("?") ? "&" : "?") + "table=" + table + "&format=" + format;
  }
}
