package dev.loopwarden.web.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;

/// Makes HTML of pages. The templates escape whatever they are given.
public final class Pages {

  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "dev.loopwarden.web.pages.jte");

  private Pages() {}

  public static String html(Page page, Frame frame) {
    return render("page.jte", Map.of("page", page, "frame", frame));
  }

  /// A page with one sentence and perhaps one thing to do: login, not found, out of order.
  ///
  /// @param href where the button leads; empty for none
  public static String plain(String title, String text, String href, String action, String version) {
    return render("plain.jte", Map.of("title", title, "text", text, "href", href, "action", action, "version", version));
  }

  /// The page that makes the App.
  public static String setUp(SetUpForm form, String version) {
    return render("setup.jte", Map.of("form", form, "version", version));
  }

  /// The page that shows a new App's credentials, once.
  ///
  /// @param page the App's on GitHub
  /// @param why they are not stored
  public static String credentials(String page, String why, String variables, String secret, String version) {
    return render("credentials.jte", Map.of("page", page, "why", why, "variables", variables, "secret", secret, "version", version));
  }

  private static String render(String template, Map<String, Object> values) {
    TemplateOutput out = new StringOutput();
    TEMPLATES.render(template, values, out);
    return out.toString();
  }
}
