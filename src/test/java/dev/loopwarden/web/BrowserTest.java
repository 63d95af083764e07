package dev.loopwarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.loopwarden.app.OperatorSettings;
import dev.loopwarden.app.SetUp;
import dev.loopwarden.job.Job;
import dev.loopwarden.sandbox.Sandbox;
import dev.loopwarden.store.Databases;
import dev.loopwarden.store.Jobs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages in a real Chromium: the one that `LOOPWARDEN_CHROMIUM` names, or the system's. Without one the tests are skipped, and under
/// `CI=true` they fail.
final class BrowserTest {

  private static final List<String> USUAL = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium");

  private static Served served;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  @SuppressWarnings("NullAway.Init") // set in each test
  BrowserTest() {}

  @BeforeAll
  static void start() {
    Optional<Path> chromium = Stream.concat(Stream.ofNullable(System.getenv("LOOPWARDEN_CHROMIUM")), USUAL.stream())
        .map(Path::of).filter(Files::isExecutable).findFirst();
    if (chromium.isEmpty()) {
      String missing = "no Chromium: install one, or name one in LOOPWARDEN_CHROMIUM; the pages are not tested in a browser";
      assertThat(System.getenv("CI")).as(missing).isNotEqualTo("true");
      System.err.println("SKIPPED: " + missing);
      Assumptions.abort(missing);
    }
    served = Served.withLogin();
    playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
        .setExecutablePath(chromium.orElseThrow()).setChromiumSandbox(false)
        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
      playwright.close();
      served.close();
    }
  }

  @AfterEach
  void leave() {
    if (context != null) {
      context.close();
    }
    assertThat(complaints).isEmpty();
  }

  /// A browser of its own, logged in as an admin who can read one repository.
  private void enter(Browser.NewContextOptions options) {
    served.sandbox.seat().sit("ann", Served.ONLY_ORDERS);
    context = browser.newContext(options);
    context.setDefaultTimeout(20_000);
    page = context.newPage();
    page.onConsoleMessage(each -> {
      if (each.type().equals("error") && !each.text().contains("404")) {
        complaints.add(each.text());
      }
    });
    page.onPageError(complaints::add);
    page.onDialog(each -> {
      complaints.add("a dialog opened: " + each.message());
      each.dismiss();
    });
    page.onRequest(each -> {
      if (!each.url().startsWith(served.address) && !each.url().startsWith(served.sandbox.address())) {
        complaints.add("a request to a third party: " + each.url());
      }
    });
    context.addInitScript("document.addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI));");
    page.navigate(served.address + "/");
    page.click("text=Log in with GitHub");
    page.waitForURL(served.address + "/");
  }

  private void open(String path) {
    page.navigate(served.address + path);
  }

  @Test
  void aPersonLogsInWalksThroughThePagesAndLogsOut() {
    enter(new Browser.NewContextOptions());
    assertThat(page.textContent("h1")).isEqualTo("Repositories");
    assertThat(page.textContent("main")).doesNotContain("sealed-vault");
    page.click("text=example/orders");
    assertThat(page.textContent("h1")).isEqualTo("example/orders");
    page.selectOption("select[name=weeks]", "13");
    page.click("text=Show");
    assertThat(page.url()).contains("weeks=13");
    page.click("text=#7");
    assertThat(page.textContent("h2 >> nth=0")).isEqualTo("Checklist");
    assertThat(page.textContent(".checks")).contains("5 of 6 network waits have a limit");
    page.click("table >> text=0000000");
    assertThat(page.textContent("h1")).startsWith("Run on");
    page.click("nav >> text=Rules");
    page.click("table >> text=LW301");
    assertThat(page.textContent("main")).contains("example/orders", "What it looks for");
    page.click("nav >> text=Admin");
    assertThat(page.textContent("main")).contains("Dead jobs");
    page.click("text=Log out");
    assertThat(page.textContent("h1")).isEqualTo("Log in");
    open("/");
    assertThat(page.textContent("h1")).isEqualTo("Log in");
  }

  @Test
  void chartsAreDrawnAndTheirSeriesCanBeSwitched() {
    enter(new Browser.NewContextOptions());
    open("/repositories/1");
    page.waitForSelector(".plot canvas");
    assertThat(page.locator(".plot canvas").count()).isEqualTo(3);
    Object painted = page.evaluate("""
        [...document.querySelectorAll('.plot canvas')].map(c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v !== 0))""");
    assertThat(painted).isEqualTo(List.of(true, true, true));
    assertThat(page.locator(".chart details[open]").count()).isZero();
    assertThat(page.getAttribute(".plot canvas >> nth=0", "aria-label")).startsWith("Lines by day");
    assertThat(page.textContent(".legend button >> nth=0")).matches("Timeouts \\d+\\u00a0%");
    page.click(".legend button >> nth=0");
    assertThat(page.getAttribute(".legend button >> nth=0", "aria-pressed")).isEqualTo("false");
  }

  @Test
  void withoutScriptsTheTablesAreThere() {
    served.sandbox.seat().sit("ann", Served.ONLY_ORDERS);
    enter(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    open("/repositories/1");
    assertThat(page.locator("canvas").count()).isZero();
    assertThat(page.locator(".chart details[open] table").first().isVisible()).isTrue();
    assertThat(page.locator(".chart details[open] tbody tr").count()).isGreaterThan(20);
  }

  @Test
  void hostileNamesAreText() {
    enter(new Browser.NewContextOptions());
    for (String path : List.of("/repositories/1", "/repositories/1/pulls/7", "/runs/run-1", "/admin", "/repositories/1?path=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")) {
      open(path);
      assertThat(page.locator("img").count()).as(path).isZero();
      assertThat(page.locator("body script").count()).as(path).isZero();
    }
    open("/repositories/1");
    assertThat(page.textContent("main")).contains("<img src=x onerror=alert(1)>", "{{7*7}}");
    open("/repositories/%3Cimg%20src=x%3E");
    assertThat(page.textContent("h1")).isEqualTo("Not here");
  }

  @ParameterizedTest(name = "axe finds nothing serious in {0}")
  @ValueSource(strings = {"LIGHT", "DARK"})
  void everybodyCanUseThem(ColorScheme scheme) {
    enter(new Browser.NewContextOptions().setColorScheme(scheme));
    for (String path : List.of("/", "/repositories/1", "/repositories/1/pulls/7", "/runs/run-1", "/rules", "/rules/LW100", "/admin")) {
      open(path);
      List<String> faults = new AxeBuilder(page).analyze().getViolations().stream()
          .filter(each -> List.of("serious", "critical").contains(each.getImpact())).map(BrowserTest::fault).toList();
      assertThat(faults).as(path).isEmpty();
    }
  }

  private static String fault(Rule rule) {
    return rule.getId() + ": " + rule.getHelp() + " at " + rule.getNodes().getFirst().getTarget() + " " + rule.getNodes().getFirst().getFailureSummary();
  }

  @Test
  void nothingIsWiderThanAPhone() {
    enter(new Browser.NewContextOptions().setViewportSize(360, 740));
    for (String path : List.of("/", "/repositories/1", "/repositories/1/pulls/7", "/runs/run-1", "/rules", "/rules/LW100", "/admin")) {
      open(path);
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).as(path).isLessThanOrEqualTo(360);
    }
  }

  @Test
  void theKeyboardIsEnough() {
    enter(new Browser.NewContextOptions());
    open("/repositories/1");
    page.keyboard().press("Tab");
    assertThat((String) page.evaluate("document.activeElement.textContent")).isEqualTo("To the content");
    page.keyboard().press("Enter");
    assertThat(page.url()).endsWith("#main");
    page.focus(".legend button");
    page.keyboard().press("Space");
    assertThat(page.getAttribute(".legend button >> nth=0", "aria-pressed")).isEqualTo("false");
    page.focus("summary");
    page.keyboard().press("Enter");
    assertThat(page.locator(".chart details[open]").count()).isEqualTo(1);
  }

  /// The form goes to another origin and is sent back from there: the policy of the page must let a browser do that.
  @Test
  void theButtonOfTheSetUpPageMakesTheAppAndTheBrowserComesBack() {
    try (Sandbox github = Sandbox.start(Clock.systemUTC());
        SetUp setUp = SetUp.start(OperatorSettings.read(Map.of(
            "LOOPWARDEN_HOST", "127.0.0.1", "LOOPWARDEN_MANAGEMENT_PORT", "0", "LOOPWARDEN_DATABASE", Databases.fresh("sqlite"), "LOOPWARDEN_GITHUB_API",
            github.address(), "LOOPWARDEN_PUBLIC_URL", "https://reviews.example.org")), Clock.systemUTC())) {
      context = browser.newContext(new Browser.NewContextOptions().setViewportSize(360, 740));
      context.setDefaultTimeout(20_000);
      page = context.newPage();
      page.onConsoleMessage(each -> {
        if (each.type().equals("error")) {
          complaints.add(each.text());
        }
      });
      page.navigate(setUp.address());
      usable("set-up");
      page.click("button >> text=Create the GitHub App");
      page.waitForURL(each -> each.contains("/setup/created"));
      assertThat(page.textContent("main")).contains("LOOPWARDEN_APP_ID", "BEGIN", "kind: Secret");
      usable("credentials");
    }
  }

  private void usable(String what) {
    List<String> faults = new AxeBuilder(page).analyze().getViolations().stream()
        .filter(each -> List.of("serious", "critical").contains(each.getImpact())).map(BrowserTest::fault).toList();
    assertThat(faults).as(what).isEmpty();
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).as(what).isLessThanOrEqualTo(360);
  }

  @Test
  void aDeadJobIsRetriedByItsButton() {
    enter(new Browser.NewContextOptions());
    open("/admin");
    page.locator("button[aria-label^='Retry Review of example/orders, job-2']").click();
    assertThat(page.textContent(".lead")).contains("queued again");
    assertThat(new Jobs(served.database).find("job-2").orElseThrow().state()).isNotEqualTo(Job.State.DISCARDED);
    assertThat(page.locator("section[aria-labelledby=h-audit]").textContent()).contains("ann", "retry", "job-2");
  }
}
