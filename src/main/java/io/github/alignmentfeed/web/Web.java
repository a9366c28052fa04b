package io.github.alignmentfeed.web;

import io.github.alignmentfeed.cycle.Guide;
import java.net.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;

/**
 * The open web as the bot asks it: without cookies, credentials or proxies, for a short time, and
 * at public addresses alone.
 */
public final class Web implements AutoCloseable {
  private static final Duration A_CALL = Duration.ofSeconds(5);
  private static final Duration ALL_LINKS = Duration.ofSeconds(20);

  private final OkHttpClient client;
  private final List<Guide> guides = new ArrayList<>();

  /**
   * What is asked for.
   *
   * @param shorteners hosts whose addresses are followed, without {@code www.}; none for nothing
   * @param titles whether titles and abstracts of papers are looked up
   * @param userAgent what every server is told of who asks
   */
  public record Settings(Set<String> shorteners, boolean titles, String userAgent) {
    public Settings {
      shorteners = Set.copyOf(shorteners);
    }
  }

  public Web(Settings settings, Outlet outlet, InstantSource clock) {
    this(settings, outlet, clock, A_CALL, ALL_LINKS);
  }

  Web(Settings settings, Outlet outlet, InstantSource clock, Duration call, Duration links) {
    client =
        new OkHttpClient.Builder()
            .dns(new PublicDns(outlet.names()))
            .socketFactory(outlet.sockets())
            .proxy(Proxy.NO_PROXY)
            .cookieJar(CookieJar.NO_COOKIES)
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .connectTimeout(call)
            .readTimeout(call)
            .callTimeout(call)
            .addInterceptor(
                chain ->
                    chain.proceed(
                        chain
                            .request()
                            .newBuilder()
                            .header("User-Agent", settings.userAgent())
                            .build()))
            .build();
    if (!settings.shorteners().isEmpty()) {
      guides.add(new ShortLinks(client, settings.shorteners(), links));
    }
    if (settings.titles()) {
      // Its answers are long, and it thinks for a while.
      OkHttpClient patient =
          client
              .newBuilder()
              .readTimeout(call.multipliedBy(3))
              .callTimeout(call.multipliedBy(3))
              .build();
      guides.add(new PaperTitles(patient, outlet.arxiv(), clock));
    }
  }

  /** Whom a cycle asks, in this order. */
  public List<Guide> guides() {
    return List.copyOf(guides);
  }

  /** Lets idle connections go. */
  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
