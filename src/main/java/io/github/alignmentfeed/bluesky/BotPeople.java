package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.cycle.People;
import io.github.alignmentfeed.cycle.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** People as the bot's account meets them. */
final class BotPeople implements People {
  private static final Logger LOG = LoggerFactory.getLogger(BotPeople.class);
  private static final int MOST_PAGES = 50;
  private static final int MOST_EMPTY = 5;
  private static final int MOST_PROFILES = 25;
  private static final int MOST_POSTS = 50;
  private static final String NO_BOT = "#nobot";

  private final Session session;
  private final Optional<String> proxy;

  BotPeople(Session session, Optional<String> proxy) {
    this.session = session;
    this.proxy = proxy;
  }

  @Override
  public List<Request> requests(Instant since) {
    List<Request> found = new ArrayList<>();
    XrpcCall call =
        query("app.bsky.notification.listNotifications")
            .with("reasons", "mention")
            .with("reasons", "reply")
            .with("limit", 100);
    walk(
        call,
        "notifications",
        page -> {
          boolean more = page.isEmpty();
          for (JsonNode each : page) {
            Optional<Instant> at = time(each);
            more |= at.filter(time -> !time.isBefore(since)).isPresent();
            at.flatMap(time -> request(each, time)).ifPresent(found::add);
          }
          return more;
        });
    return found;
  }

  private static Optional<Instant> time(JsonNode view) {
    return Datetime.parse(view.path("indexedAt").stringValue(""));
  }

  private static Optional<Request> request(JsonNode view, Instant at) {
    String text = view.path("record").path("text").stringValue("");
    return Did.parse(view.path("author").path("did").stringValue(""))
        .flatMap(from -> Request.of(from, text, at));
  }

  @Override
  public List<Request> requestsOf(Did who) {
    XrpcCall call =
        query("app.bsky.feed.getAuthorFeed")
            .with("actor", who)
            .with("filter", "posts_with_replies")
            .with("limit", MOST_POSTS);
    List<Request> found = new ArrayList<>();
    try {
      for (JsonNode item : session.send(call).path("feed")) {
        JsonNode post = item.path("post");
        if (post.path("author").path("did").stringValue("").equals(who.value())
            && isToBot(post.path("record"))) {
          time(post).flatMap(at -> request(post, at)).ifPresent(found::add);
        }
      }
    } catch (XrpcException e) {
      // Who blocks the bot, or left, says nothing.
      LOG.debug("what {} asks cannot be read: {}", who, e.getMessage());
    }
    return found;
  }

  private boolean isToBot(JsonNode record) {
    String bot = session.did().value();
    for (JsonNode facet : record.path("facets")) {
      for (JsonNode feature : facet.path("features")) {
        if (feature.path("did").stringValue("").equals(bot)) {
          return true;
        }
      }
    }
    return AtUri.parse(record.path("reply").path("parent").path("uri").stringValue(""))
        .filter(parent -> parent.did().value().equals(bot))
        .isPresent();
  }

  @Override
  public Set<Did> refusing(Collection<Did> accounts) {
    List<Did> each = List.copyOf(accounts);
    Set<Did> found = new HashSet<>();
    for (int from = 0; from < each.size(); from += MOST_PROFILES) {
      XrpcCall call = query("app.bsky.actor.getProfiles");
      for (Did actor : each.subList(from, Math.min(from + MOST_PROFILES, each.size()))) {
        call = call.with("actors", actor);
      }
      XrpcCall asked = call;
      for (JsonNode profile : BotAccount.asking(() -> session.send(asked)).path("profiles")) {
        if (saysNo(profile)) {
          Did.parse(profile.path("did").stringValue(""))
              .filter(accounts::contains)
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean saysNo(JsonNode profile) {
    String words =
        profile.path("displayName").stringValue("")
            + " "
            + profile.path("description").stringValue("");
    for (String word : words.toLowerCase(Locale.ROOT).split("[^#\\p{L}\\p{N}]+", -1)) {
      if (word.equals(NO_BOT)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Set<Did> muted() {
    Set<Did> muted = new LinkedHashSet<>();
    walk(
        query("app.bsky.graph.getMutes").with("limit", 100),
        "mutes",
        page -> {
          page.forEach(m -> Did.parse(m.path("did").stringValue("")).ifPresent(muted::add));
          return true;
        });
    return muted;
  }

  @Override
  public void mute(Did who, boolean mute) {
    ObjectNode input = Json.mapper().createObjectNode().put("actor", who.value());
    String method = mute ? "app.bsky.graph.muteActor" : "app.bsky.graph.unmuteActor";
    XrpcCall call = XrpcCall.procedure(method, Repeat.SAFE).through(proxy).sending(input);
    BotAccount.asking(() -> session.send(call));
  }

  private XrpcCall query(String method) {
    return XrpcCall.query(method).through(proxy);
  }

  private void walk(XrpcCall call, String items, Predicate<JsonNode> wantsMore) {
    Pages.End end =
        BotAccount.asking(
            () -> new Pages(session, MOST_PAGES, MOST_EMPTY).walk(call, items, wantsMore));
    if (end == Pages.End.BOUND || end == Pages.End.LOOP) {
      LOG.warn("{}: list given up ({})", call, end);
    }
  }
}
