package dev.loopwarden.web.pages;

import dev.loopwarden.job.Job;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.store.Runs;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;

/// Makes the pages from what the store knows.
public final class Pages {

  private static final TemplateEngine TEMPLATES =
      TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "dev.loopwarden.web.pages.jte");

  private Pages() {}

  /// All repositories, and the newest jobs.
  public static String overview(List<RepositoryRef> repositories, List<Job> jobs) {
    return render("overview.jte", Map.of("repositories", repositories, "jobs", jobs));
  }

  /// One repository's runs.
  public static String repository(RepositoryRef repository, List<Runs.Listed> runs) {
    return render("repository.jte", Map.of("repository", repository, "runs", runs));
  }

  /// One run: its checklist in figures, and where the findings of its pull request stand.
  public static String run(Runs.Listed run, List<Runs.StoredFinding> findings) {
    return render("run.jte", Map.of("run", run, "findings", findings));
  }

  private static String render(String template, Map<String, Object> values) {
    TemplateOutput out = new StringOutput();
    TEMPLATES.render(template, values, out);
    return out.toString();
  }
}
