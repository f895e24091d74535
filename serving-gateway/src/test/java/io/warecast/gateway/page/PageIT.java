package io.warecast.gateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.GatewayFixture;
import io.warecast.gateway.ModelsFixture;
import io.warecast.gateway.security.AccessTokens;
import io.warecast.gateway.security.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser, in front of a gateway with real stores. */
class PageIT {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final String FORECAST_LINE = "#forecast path.line.mean";
  private static final String ITEM = "#/hamburg/bakery-001";

  private static PageWorld world;
  private static Playwright playwright;
  private static Browser browser;
  private static int moves;

  /** What the browser itself complains of, such as a violation of the page's policy. */
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> executable = Browsers.installed();
    assumeTrue(executable.isPresent(), Browsers.MISSING);
    playwright = Browsers.playwright();
    browser = Browsers.launch(playwright, executable.get());
    world = PageWorld.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (world != null) {
      browser.close();
      playwright.close();
      world.close();
    }
  }

  @AfterEach
  void hasNotComplained() {
    context.close();
    assertThat(complaints).isEmpty();
  }

  private void open(int width, int height, ColorScheme colors) {
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colors)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin"));
    page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          boolean refusedCall = message.text().startsWith("Failed to load resource");
          if (message.type().equals("error") && !refusedCall) {
            complaints.add(message.text());
          }
        });
    page.navigate(world.url());
  }

  private void signIn(String series, String token) {
    if (page == null) {
      open(1280, 900, ColorScheme.LIGHT);
    }
    page.evaluate("series => { location.hash = series; }", series);
    page.locator("#token").fill(token);
    page.keyboard().press("Enter");
    assertThat(page.locator("#content")).isVisible();
  }

  private void signIn(String series) {
    signIn(series, planner());
    assertThat(page.locator(FORECAST_LINE)).hasAttribute("d", Pattern.compile("^M.*L"));
  }

  private static String planner() {
    return AccessTokens.create(GatewayFixture.TOKENS)
        .issue("planner", List.of("*"), Role.PLANNER, Duration.ofMinutes(10));
  }

  private void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  private int points(String path) {
    String drawn = String.valueOf(page.locator(path).getAttribute("d"));
    return drawn.split("[ML]", -1).length - 1;
  }

  @Test
  void saysWhyATokenIsRefusedAndWhereToGetOne() {
    open(1280, 800, ColorScheme.LIGHT);
    page.locator("#token").fill("no-token");
    page.keyboard().press("Enter");

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("The access token is refused");
    assertThat(page.locator("#token-help")).containsText("./warecast token");
    assertThat(page.locator("#content")).isHidden();
    screenshot("sign-in");
  }

  @Test
  void findsAnItemAndDrawsItsPastItsForecastAndItsIntervals() {
    signIn("#/hamburg/_total");
    page.locator("#item").fill("bread");
    assertThat(page.locator("#item-list [role=option]")).hasCount(0);
    page.locator("#item").fill("bakery-0");
    assertThat(page.locator("#item-list [role=option]")).hasCount(2);
    page.locator("#item-list").getByText("bakery-001").click();

    assertThat(page.locator("#forecast-title")).hasText("bakery-001, hamburg");
    assertThat(page.locator("#forecast path.line.actual")).hasAttribute("d", Pattern.compile("L"));
    assertThat(points(FORECAST_LINE)).isEqualTo(PageWorld.HORIZON);
    assertThat(points("#forecast path.band.i95")).isEqualTo(2 * PageWorld.HORIZON);
    assertThat(points("#forecast path.band.i50")).isEqualTo(2 * PageWorld.HORIZON);
    assertThat(points("#forecast path.line.actual")).isEqualTo(56);
    assertThat(points("#forecast path.line.past")).isGreaterThan(40);
    assertThat(page.locator("#forecast .figures")).containsText("Next 7 days");
    page.getByLabel("Table", exactly()).check(new Locator.CheckOptions().setForce(true));
    assertThat(page.locator("#forecast caption")).containsText("units a day");
    assertThat(page.locator("#forecast tbody tr")).hasCount(56 + PageWorld.HORIZON);
  }

  @Test
  void movesWhenANewerForecastComes() {
    signIn(ITEM);
    assertThat(page.locator("#live")).hasText(Pattern.compile("^Live"));
    String before = String.valueOf(page.locator(FORECAST_LINE).getAttribute("d"));

    move(0.6f);

    assertThat(page.locator(FORECAST_LINE)).not().hasAttribute("d", before);
    assertThat(page.locator("#live")).containsText("moved at");
  }

  private static void move(float factor) {
    world.redis.store(
        PageWorld.forecast(
            new SeriesKey("hamburg", "bakery-001"), PageWorld.ORIGIN, factor, ++moves * 60));
  }

  @Test
  void drawsWhatWouldBeBesideWhatIsAndSaysTheDifference() {
    move(1);
    signIn(ITEM);
    Locator answer = page.locator("#what-if .answer");
    page.getByLabel("Promoted", exactly()).check(new Locator.CheckOptions().setForce(true));

    assertThat(answer).containsText("With a promotion, 28 days would come to");
    assertThat(answer).containsText("more than forecast (+50%)");
    assertThat(points("#forecast path.line.supposed")).isEqualTo(PageWorld.HORIZON);
    String promoted =
        String.valueOf(page.locator("#forecast path.line.supposed").getAttribute("d"));

    page.locator("#what-if-price").focus();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");

    assertThat(answer).containsText("At a price of 1.72 and with a promotion");
    assertThat(page.locator("#forecast path.line.supposed")).not().hasAttribute("d", promoted);
    page.locator("#explain-button").click();
    assertThat(page.locator("#explain tbody tr")).hasCount(3);
    assertThat(page.locator("#explain tbody")).containsText("Sold on a usual day");
    page.locator("#forecast .chart").hover(new Locator.HoverOptions().setPosition(900, 120));
    screenshot("item");

    page.locator("#what-if").getByText("Back to the plan").click();
    assertThat(page.locator("#forecast path.line.supposed")).hasAttribute("d", "");
  }

  private static Page.GetByLabelOptions exactly() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  @Test
  void showsHowForecastsHaveDoneAndWhatStandsBehindThem() {
    signIn(ITEM);

    assertThat(page.locator("#past .body")).containsText("days fell within their 95% interval");
    assertThat(page.locator("#past tbody tr")).hasCount(28);
    assertThat(page.locator("#accuracy .body")).containsText("This series, last 90 days");
    assertThat(page.locator("#accuracy path.line.mean")).hasAttribute("d", Pattern.compile("L"));
    assertThat(page.locator("#runs tbody tr")).hasCount(10);
    page.getByLabel("Audit of 20260301T010203000Z-daily-abc123").click();
    assertThat(page.locator("#runs .detail")).containsText("1 of 1 checks passed");
    assertThat(page.locator("#alerts")).containsText("84 % lay in their intervals");
    assertThat(page.locator("#health")).containsText("Redis, the newest forecasts");
    assertThat(page.locator("#health-badge")).hasText("Ready");
    assertThat(page.locator("#models .body")).not().hasText("Loading …");
  }

  @Test
  void canBeUsedByKeyboardAlone() {
    open(1280, 900, ColorScheme.LIGHT);
    assertThat(page.locator("#token")).isFocused();
    page.keyboard().insertText(planner());
    page.keyboard().press("Enter");
    assertThat(page.locator(FORECAST_LINE)).hasAttribute("d", Pattern.compile("L"));
    tabTo("#item");
    page.keyboard().insertText("bakery-0");
    assertThat(page.locator("#item-list [role=option]")).hasCount(2);
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("#item")).hasAttribute("aria-activedescendant", "item-list-1");
    page.keyboard().press("ArrowUp");
    page.keyboard().press("Enter");
    assertThat(page.locator("#forecast-title")).hasText("bakery-001, hamburg");
    assertThat(page.locator(FORECAST_LINE)).hasAttribute("d", Pattern.compile("L"));

    tabTo("#forecast .chart");
    Locator chart = page.locator("#forecast .chart");
    assertThat(chart).hasAttribute("aria-valuetext", Pattern.compile("Mon, 2 Mar 2026, Forecast"));
    page.keyboard().press("ArrowRight");
    assertThat(chart).hasAttribute("aria-valuetext", Pattern.compile("Tue, 3 Mar 2026, Forecast"));
    page.keyboard().press("Home");
    assertThat(chart).hasAttribute("aria-valuetext", Pattern.compile("Demand \\d+ units"));
    tabTo("#explain-button");
    page.keyboard().press("Enter");
    assertThat(page.locator("#explain tbody tr")).hasCount(3);
  }

  private void tabTo(String selector) {
    for (int i = 0; i < 60; i++) {
      if ((Boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError(selector + " is not reached by Tab");
  }

  @ParameterizedTest
  @ValueSource(ints = {320, 390, 768})
  void needsNoScrollingSideways(int width) {
    open(width, 700, ColorScheme.DARK);
    signIn(ITEM);
    assertThat(page.locator("#past tbody tr")).hasCount(28);
    assertThat(page.locator("#runs tbody tr")).hasCount(10);
    screenshot("dark-" + width);

    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
  }

  @Test
  void saysThatASeriesHasNoForecast() {
    signIn("#/hamburg/nothing", GatewayFixture.token("*"));

    assertThat(page.locator("#forecast [role=alert]")).containsText("No forecast is stored");
  }

  @Test
  void saysThatTheTokenDoesNotOpenAWarehouse() {
    signIn(ITEM, GatewayFixture.token("leeds"));

    assertThat(page.locator("#forecast [role=alert]")).containsText("does not open this");
    assertThat(page.locator("#warehouse option")).hasCount(1);
    assertThat(page.locator("#chooser-message")).containsText("hamburg");
    assertThat(page.locator("#past")).isHidden();
    screenshot("other-warehouse");
  }

  @Test
  void asksAnAdministratorBeforeAnotherVersionIsUsedAndGoesBack() {
    signIn(ITEM, GatewayFixture.tokenOf("ada", Role.ADMIN, "*"));
    Locator rows = page.locator("#models tbody tr");
    assertThat(rows.first()).containsText(ModelsFixture.LATEST + "latest");

    page.getByLabel("Use " + ModelsFixture.PREVIOUS).click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("The promotion gate has never seen this version");
    screenshot("promote");
    dialog.getByText("Use this version").click();
    assertThat(dialog).isVisible(); // until the box is ticked
    dialog.getByRole(AriaRole.CHECKBOX).check();
    dialog.getByText("Use this version").click();

    assertThat(dialog).hasCount(0);
    assertThat(page.locator("#models [role=status]"))
        .hasText(ModelsFixture.PREVIOUS + " is in use everywhere from now on.");
    assertThat(rows.nth(1)).containsText(ModelsFixture.PREVIOUS + "latest");

    page.getByText("Go back to the version before").click();
    page.getByLabel("Only in hamburg", exactly()).check(new Locator.CheckOptions().setForce(true));
    dialog.getByText("Go back", new Locator.GetByTextOptions().setExact(true)).click();
    assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("no previous model version");
    page.getByLabel("Everywhere", exactly()).check(new Locator.CheckOptions().setForce(true));
    dialog.getByText("Go back", new Locator.GetByTextOptions().setExact(true)).click();

    assertThat(rows.first()).containsText(ModelsFixture.LATEST + "latest");
    page.getByLabel("Use " + ModelsFixture.PREVIOUS).click();
    dialog.getByText("Leave it as it is").click();
    assertThat(dialog).hasCount(0);
  }

  @Test
  void offersNobodyElseToUseAnotherVersion() {
    signIn(ITEM);

    assertThat(page.locator("#models tbody tr")).hasCount(2);
    assertThat(page.locator("#models button")).hasCount(0);
  }

  @Test
  void listsTheVersionsOfTheModelWithTheirAliases() {
    open(1280, 900, ColorScheme.LIGHT);
    page.route(
        "**/api/v1/models",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(
                        """
                        {"model": "demand", "aliases": {"latest": "20260301-56eecf7d"}, "versions": [
                          {"model_version": "20260301-56eecf7d", "aliases": ["latest"], "trained_to": "2026-03-01",
                           "outcome": "promoted", "metrics": {"held_back_wape": 0.2234}},
                          {"model_version": "20260222-00000000", "aliases": []}]}""")));
    signIn(ITEM);

    assertThat(page.locator("#models tbody tr")).hasCount(2);
    assertThat(page.locator("#models tbody tr").first())
        .containsText("20260301-56eecf7dlatest1 Mar 2026promoted22.3%");
  }

  @Test
  void comesBackByItselfWhenAServiceWasAway() {
    AtomicInteger calls = new AtomicInteger();
    open(1280, 900, ColorScheme.LIGHT);
    page.route(
        "**/api/v1/alerts*",
        route -> {
          if (calls.incrementAndGet() > 1) {
            route.resume();
          } else {
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(503)
                    .setContentType("application/problem+json")
                    .setHeaders(Map.of("Retry-After", "1"))
                    .setBody(
                        "{\"title\": \"A needed service is not available\", \"detail\": \"Wait.\"}"));
          }
        });
    signIn(ITEM);

    assertThat(page.locator("#alerts [role=alert]")).containsText("Trying again in");
    assertThat(page.locator("#alerts")).containsText("84 % lay in their intervals");
  }

  @Test
  void asksForAPlannersTokenWhereSomethingWouldHaveToBeComputed() {
    signIn(ITEM, GatewayFixture.token("*"));

    assertThat(page.locator("#what-if .body")).containsText("role planner");
    assertThat(page.locator("#explain .body")).containsText("role planner");
  }

  @Test
  void keepsTheTokenForThisTabUntilItsReaderSignsOut() {
    signIn(ITEM);
    page.reload();
    assertThat(page.locator(FORECAST_LINE)).hasAttribute("d", Pattern.compile("L"));

    page.getByText("Sign out").click();
    assertThat(page.locator("#login")).isVisible();
    page.reload();
    assertThat(page.locator("#login")).isVisible();
  }
}
