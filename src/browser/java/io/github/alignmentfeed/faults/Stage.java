package io.github.alignmentfeed.faults;

import io.github.alignmentfeed.App;
import io.github.alignmentfeed.Service;
import io.github.alignmentfeed.config.ConfigurationLoader;
import io.github.alignmentfeed.config.Loaded;
import io.github.alignmentfeed.ops.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running service on a small network in good health, after its first cycle. */
public final class Stage implements AutoCloseable {
  /** With which the operator signs in. */
  public static final String TOKEN = "a-token-of-the-test";

  /** A post that the rules bookmark. */
  public static final String HINT = Scene.HINT;

  private final Scene scene;
  private final Service service;

  /**
   * @param folder for its files
   */
  public Stage(Path folder) {
    scene = new Scene(folder);
    scene.publish(
        Scene.uri(Scene.ADA, "3m6dqo5uq2k2d"),
        Scene.ADA,
        "Slides on scalable oversight, which is a hint of nothing");
    scene.write(
        "bot.yaml",
        """
        bot: {handle: %s, password: %s}
        network: {appview: "%3$s", plc: "%3$s"}
        accounts: ["%4$s", "%5$s"]
        rules:
          - {name: core, points: 10, keywords: [alignment faking]}
          - {name: more, points: 4, keywords: [scalable oversight]}
          - {name: hint, points: 5, keywords: [sycophancy]}
          - {name: unheard of, points: 5, keywords: [corrigibility]}
        limits: {perHour: 6, perDay: 40, perAuthorPerDay: 4, spacing: 0s, maxAge: 3d}
        settle: 0s
        schedule: {cron: "0 0 0 1 1 ?"}
        store: "%6$s"
        http: {port: 0, token: %7$s}
        """
            .formatted(
                World.HANDLE,
                Scene.PASSWORD,
                scene.appview.address(),
                Scene.ADA,
                Scene.BOB,
                scene.store(),
                TOKEN));
    service =
        new App(load().configuration().orElseThrow(), scene.pace()).serve(this::load, r -> {});
    service.trigger().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private Loaded load() {
    return ConfigurationLoader.load(scene.file("bot.yaml"), Map.of(), Schedule::cronProblem);
  }

  /** Where its pages are. */
  public String address() {
    return "http://localhost:" + service.port();
  }

  /** The posts that the bot's account reposts. */
  public List<String> reposts() {
    return scene.world.reposts();
  }

  /** The posts that the bot's account has bookmarked. */
  public List<String> bookmarks() {
    return scene.world.bookmarks();
  }

  @Override
  public void close() {
    service.close();
    scene.close();
  }
}
