package io.github.alignmentfeed.browser;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Debian's Chromium without a screen. */
final class Window implements AutoCloseable {
  private static final Path SHOTS = Path.of("target", "screenshots");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(20);

  private final ChromeDriver chrome;
  private String site = "";

  /** How a page is looked at. */
  enum View {
    LIGHT(1100, 900, "light"),
    DARK(1100, 900, "dark"),
    PHONE(390, 844, "light");

    private final int width;
    private final int height;
    private final String scheme;

    View(int width, int height, String scheme) {
      this.width = width;
      this.height = height;
      this.scheme = scheme;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Window() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--lang=en-GB");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    logs.enable(LogType.BROWSER, Level.WARNING);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService driver =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
            .usingAnyFreePort()
            .build();
    chrome = new ChromeDriver(driver, options);
  }

  /** Looks at pages of a site from now on. */
  void at(String address) {
    site = address;
  }

  void view(View view) {
    chrome.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            view.width,
            "height",
            view.height,
            "deviceScaleFactor",
            1,
            "mobile",
            view == View.PHONE));
    chrome.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", view.scheme))));
  }

  void open(String path) {
    chrome.get(site + path);
  }

  /** Follows a link or sends a form, and waits for the page behind it. */
  void follow(WebElement element) {
    ask("window.before = true");
    element.click();
    await("what follows on " + path())
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(
            () -> Boolean.TRUE.equals(ask("!window.before && document.readyState === 'complete'")));
  }

  String path() {
    URI address = URI.create(chrome.getCurrentUrl());
    return address.getPath() + (address.getQuery() == null ? "" : "?" + address.getQuery());
  }

  WebElement one(String css) {
    return chrome.findElement(By.cssSelector(css));
  }

  List<WebElement> all(String css) {
    return chrome.findElements(By.cssSelector(css));
  }

  String text() {
    return one("body").getText();
  }

  Object ask(String script) {
    return chrome.executeScript("return " + script);
  }

  /** What script of a page changed in it, or showed, if any ever ran. */
  boolean scriptRan() {
    return Boolean.TRUE.equals(ask("window.ran === true || document.title === 'ran'"));
  }

  /** How many pixels the page is wider than what is seen of it. */
  long overflow() {
    return ((Number)
            ask("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .longValue();
  }

  /** The whole page as a picture, kept in the build's output. */
  void keep(String name) {
    long height = ((Number) ask("document.documentElement.scrollHeight")).longValue();
    Map<String, Object> size =
        Map.of(
            "x", 0,
            "y", 0,
            "width", ((Number) ask("document.documentElement.clientWidth")).longValue(),
            "height", Math.min(height, 6_000),
            "scale", 1);
    Map<String, Object> shot =
        chrome.executeCdpCommand(
            "Page.captureScreenshot",
            Map.of("format", "png", "captureBeyondViewport", true, "clip", size));
    try {
      Files.createDirectories(SHOTS);
      Files.write(
          SHOTS.resolve(name + ".png"),
          OutputType.BYTES.convertFromBase64Png((String) shot.get("data")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every address that was asked for since the last time. */
  List<String> requests() {
    return chrome.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> JSON.readTree(entry.getMessage()).path("message"))
        .filter(m -> m.path("method").asString().equals("Network.requestWillBeSent"))
        .map((JsonNode m) -> m.at("/params/request/url").asString())
        .toList();
  }

  /** What the browser complains of, as of what the Content-Security-Policy keeps from loading. */
  List<String> complaints() {
    return chrome.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(Object::toString)
        .toList();
  }

  void forget() {
    chrome.manage().deleteAllCookies();
  }

  @Override
  public void close() {
    chrome.quit();
  }
}
