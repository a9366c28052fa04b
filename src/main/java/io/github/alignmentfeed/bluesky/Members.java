package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.atproto.Nsid;
import io.github.alignmentfeed.cycle.Source;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The accounts that sources name. */
final class Members {
  private static final Logger LOG = LoggerFactory.getLogger(Members.class);
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 100;
  private static final int MOST_EMPTY = 5;
  private static final int MOST_OTHERS = 30;
  private static final int MOST_PROFILES = 25;

  private final XrpcServer appview;

  Members(XrpcServer appview) {
    this.appview = appview;
  }

  /**
   * @throws XrpcException where they cannot be found out
   */
  List<Did> of(Source source) {
    return switch (source.kind()) {
      case ACCOUNT -> List.of(resolve(source.actor()));
      case LIST, STARTER_PACK -> membersOf(list(source));
      case FOLLOWS -> follows(resolve(source.actor()));
    };
  }

  /** The DID of an account; one that is given as a DID is not asked for. */
  Did resolve(AtIdentifier actor) {
    if (actor instanceof Did did) {
      return did;
    }
    return Identity.resolve(appview, (Handle) actor);
  }

  /**
   * Where some handles lead, as far as many can be asked for at once. Of the others nothing is
   * said, not even why.
   */
  Map<Handle, Did> resolve(Collection<Handle> handles) {
    List<Handle> each = List.copyOf(handles);
    Map<Handle, Did> found = new HashMap<>();
    for (int from = 0; from < each.size(); from += MOST_PROFILES) {
      XrpcCall call = XrpcCall.query("app.bsky.actor.getProfiles");
      for (Handle handle : each.subList(from, Math.min(from + MOST_PROFILES, each.size()))) {
        call = call.with("actors", handle);
      }
      for (JsonNode profile : appview.send(call).path("profiles")) {
        Optional<Handle> handle = Handle.parse(profile.path("handle").stringValue(""));
        Optional<Did> did = Did.parse(profile.path("did").stringValue(""));
        if (did.isPresent() && handle.filter(handles::contains).isPresent()) {
          found.put(handle.get(), did.get());
        }
      }
    }
    return found;
  }

  /** Those of some accounts that follow one. */
  Set<Did> followers(Did actor, Collection<Did> among) {
    List<Did> each = List.copyOf(among);
    Set<Did> found = new LinkedHashSet<>();
    for (int from = 0; from < each.size(); from += MOST_OTHERS) {
      XrpcCall call = XrpcCall.query("app.bsky.graph.getRelationships").with("actor", actor);
      for (Did other : each.subList(from, Math.min(from + MOST_OTHERS, each.size()))) {
        call = call.with("others", other);
      }
      JsonNode relationships = appview.send(call).path("relationships");
      if (!relationships.isArray()) {
        throw XrpcException.malformed(
            call.method().toString(), appview.host(), "the answer holds no relationships");
      }
      for (JsonNode relationship : relationships) {
        if (relationship.path("followedBy").isString()) {
          Did.parse(relationship.path("did").stringValue(""))
              .filter(among::contains)
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private AtUri record(Source source, Nsid collection) {
    return new AtUri(resolve(source.actor()), collection, source.rkey());
  }

  /** A pack shows a sample of its members only; its list has them all. */
  private AtUri listOf(AtUri pack) {
    XrpcCall call =
        XrpcCall.query("app.bsky.graph.getStarterPack").with("starterPack", pack.toString());
    JsonNode list = appview.send(call).path("starterPack").path("list").path("uri");
    return AtUri.parse(list.stringValue(""))
        .orElseThrow(
            () ->
                XrpcException.malformed(
                    call.method().toString(), appview.host(), "the starter pack has no list"));
  }

  /**
   * The list behind a list, or behind a starter pack.
   *
   * @throws XrpcException where it cannot be found out
   */
  AtUri list(Source source) {
    return source.kind() == Source.Kind.LIST
        ? record(source, Nsid.LIST)
        : listOf(record(source, Nsid.STARTER_PACK));
  }

  private List<Did> membersOf(AtUri list) {
    XrpcCall call = XrpcCall.query("app.bsky.graph.getList").with("list", list);
    return all(call, "items", item -> item.path("subject").path("did"));
  }

  private List<Did> follows(Did actor) {
    XrpcCall call = XrpcCall.query("app.bsky.graph.getFollows").with("actor", actor);
    return all(call, "follows", follow -> follow.path("did"));
  }

  private List<Did> all(XrpcCall call, String items, Function<JsonNode, JsonNode> did) {
    Set<Did> found = new LinkedHashSet<>();
    Pages.End end =
        new Pages(appview, MOST_PAGES, MOST_EMPTY)
            .walk(
                call.with("limit", PAGE),
                items,
                page -> {
                  page.forEach(
                      item -> Did.parse(did.apply(item).stringValue("")).ifPresent(found::add));
                  return true;
                });
    if (end == Pages.End.LOOP || end == Pages.End.EMPTY) {
      throw XrpcException.malformed(
          call.method().toString(), appview.host(), "the list never ends (" + end + ")");
    }
    if (end != Pages.End.LAST_PAGE) {
      LOG.warn("{} at {}: list given up ({}) after {}", call, appview.host(), end, found.size());
    }
    return List.copyOf(found);
  }
}
