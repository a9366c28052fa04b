package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.AtIdentifier;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.cycle.PostSource;
import io.github.alignmentfeed.cycle.Source;
import io.github.alignmentfeed.cycle.SourceException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Posts from the public API of an AppView, which needs no account. */
public final class PublicSource implements PostSource {
  private final XrpcServer appview;
  private final Members members;
  private final AuthorFeed feed;
  private final ListFeed listFeed;
  private final PostDecoder decoder;

  /**
   * @param appview where posts are read
   * @param clock against which expired labels are held
   */
  public PublicSource(Transport transport, URI appview, InstantSource clock) {
    this(transport.xrpc(appview), clock);
  }

  /**
   * A source that reads through the bot's own server while the public host keeps it out.
   *
   * @param session the bot's session; reading never logs in, so it counts once it is in use
   * @param proxy the AppView to which the bot's server passes calls on; absent leaves it the choice
   */
  public PublicSource(
      Transport transport,
      URI appview,
      InstantSource clock,
      Session session,
      Optional<String> proxy) {
    this(new Detour(transport.xrpc(appview), session, proxy), clock);
  }

  private PublicSource(XrpcServer appview, InstantSource clock) {
    this.appview = appview;
    this.members = new Members(appview);
    this.decoder = new PostDecoder(clock);
    this.feed = new AuthorFeed(appview, decoder);
    this.listFeed = new ListFeed(appview, members, decoder);
  }

  @Override
  public List<Did> members(Source source) {
    return reading(source.name(), () -> members.of(source));
  }

  @Override
  public Map<Handle, Did> resolve(Collection<Handle> handles) {
    return reading(
        "the profiles of " + handles.size() + " accounts", () -> members.resolve(handles));
  }

  @Override
  public Optional<Map<Did, Instant>> wrote(Source list, Instant back) {
    return reading(list.name(), () -> listFeed.wrote(list, back));
  }

  @Override
  public Optional<Set<Did>> followers(Did bot, Set<Did> among) {
    return Optional.of(reading("who follows the bot", () -> members.followers(bot, among)));
  }

  @Override
  public Fetched fetch(Did account, Instant back) {
    return reading(account.toString(), () -> feed.read(account, back));
  }

  /**
   * The account that a handle points at now; a DID is itself.
   *
   * @throws SourceException where it cannot be found out
   */
  public Did resolve(AtIdentifier actor) {
    return reading(actor.toString(), () -> members.resolve(actor));
  }

  /**
   * One post as anybody sees it, or nothing where it is gone.
   *
   * @throws SourceException where it cannot be read
   */
  public Optional<Post> post(AtUri uri) {
    XrpcCall call = XrpcCall.query("app.bsky.feed.getPosts").with("uris", uri);
    return reading(
        uri.toString(),
        () ->
            appview
                .send(call)
                .path("posts")
                .valueStream()
                .filter(view -> view.path("uri").stringValue("").equals(uri.toString()))
                .findFirst()
                .map(view -> decoded(view, uri)));
  }

  private Post decoded(JsonNode view, AtUri uri) {
    try {
      return decoder.decodePost(view);
    } catch (MalformedException e) {
      throw new SourceException(uri + ": it cannot be understood (" + e.problem() + ")", false);
    }
  }

  private static <T> T reading(String what, Supplier<T> read) {
    try {
      return read.get();
    } catch (XrpcException e) {
      throw ReadRefusal.of(what, e);
    }
  }
}
