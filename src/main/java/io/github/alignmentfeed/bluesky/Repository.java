package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Nsid;
import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.cycle.Account.Extent;
import io.github.alignmentfeed.cycle.Account.Written;
import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.AccountException.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Records of the bot's own repository that say something about a subject. */
final class Repository {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final int MOST_PAGES = 1000;

  private final Session session;

  Repository(Session session) {
    this.session = session;
  }

  /**
   * Writes a record under a key that nothing may hold yet. Where it is not clear what became of the
   * write, the key is looked up (section 3 of the protocol notes).
   */
  Written put(Nsid collection, String rkey, StrongRef subject, Instant at) {
    ObjectNode input =
        Json.mapper()
            .createObjectNode()
            .put("repo", session.did().value())
            .put("collection", collection.value())
            .put("rkey", rkey);
    input
        .putObject("record")
        .put("$type", collection.value())
        .put("createdAt", TIME.format(at))
        .putObject("subject")
        .put("uri", subject.uri().toString())
        .put("cid", subject.cid());
    input.putNull("swapRecord");
    try {
      JsonNode answer =
          session.send(
              XrpcCall.procedure("com.atproto.repo.putRecord", Repeat.WRITE).sending(input));
      if (!answer.isObject()) {
        throw XrpcException.malformed(
            "com.atproto.repo.putRecord", session.host(), "the answer says nothing");
      }
      // A write that changed nothing is answered without a commit.
      return answer.path("commit").isObject() ? Written.NEW : Written.ALREADY;
    } catch (XrpcException e) {
      if (e.says("InvalidSwap") || e.mayHaveBeenDone()) {
        return lookedUp(collection, rkey, subject, e);
      }
      throw WriteRefusal.of(e);
    }
  }

  private Written lookedUp(Nsid collection, String rkey, StrongRef subject, XrpcException e) {
    Optional<JsonNode> record = value(collection, rkey);
    if (record.isEmpty()) {
      throw e.kind() == XrpcException.Kind.SERVER_ERROR && e.status() != 500
          ? WriteRefusal.of(e)
          : new AccountException(
              Kind.TRANSIENT, "the write failed and left nothing (" + e.getMessage() + ")");
    }
    boolean same = subject(record.get()).map(StrongRef::uri).equals(Optional.of(subject.uri()));
    return same ? Written.ALREADY : Written.KEY_TAKEN;
  }

  /** The subject of the record under a key, where there is such a record. */
  Optional<StrongRef> subjectUnder(Nsid collection, String rkey) {
    return value(collection, rkey).flatMap(Repository::subject);
  }

  private Optional<JsonNode> value(Nsid collection, String rkey) {
    XrpcCall call =
        XrpcCall.query("com.atproto.repo.getRecord")
            .with("repo", session.did())
            .with("collection", collection)
            .with("rkey", rkey);
    try {
      return Optional.of(session.openly().send(call).path("value"));
    } catch (XrpcException e) {
      if (absent(e)) {
        return Optional.empty();
      }
      throw WriteRefusal.of(e);
    }
  }

  /** Servers before 2024 name no error for a record that is not there. */
  static boolean absent(XrpcException e) {
    return e.says("RecordNotFound")
        || (e.says("InvalidRequest") && e.detail().startsWith("Could not locate record"));
  }

  /** Deletes what is under a key; fine where nothing is. */
  void delete(Nsid collection, String rkey) {
    ObjectNode input =
        Json.mapper()
            .createObjectNode()
            .put("repo", session.did().value())
            .put("collection", collection.value())
            .put("rkey", rkey);
    try {
      session.send(XrpcCall.procedure("com.atproto.repo.deleteRecord", Repeat.SAFE).sending(input));
    } catch (XrpcException e) {
      if (!absent(e)) {
        throw WriteRefusal.of(e);
      }
    }
  }

  /**
   * The records of a collection, in descending order of their keys. The last page carries a cursor
   * too, and an empty one follows it. All must be had: what is not listed counts as removed.
   */
  void list(Nsid collection, Extent extent, Consumer<JsonNode> each) {
    XrpcCall call =
        XrpcCall.query("com.atproto.repo.listRecords")
            .with("repo", session.did())
            .with("collection", collection)
            .with("limit", 100);
    try {
      Pages.End end =
          new Pages(session.openly(), MOST_PAGES, 2)
              .walk(
                  call,
                  "records",
                  page -> {
                    page.forEach(each);
                    return extent == Extent.ALL;
                  });
      if (end == Pages.End.BOUND || end == Pages.End.LOOP) {
        throw new AccountException(
            Kind.STOP_WRITES,
            "the list of " + collection + " at " + session.host() + " never ends");
      }
    } catch (XrpcException e) {
      throw WriteRefusal.of(e);
    }
  }

  /** What a record speaks of, or nothing where that is malformed. */
  static Optional<StrongRef> subject(JsonNode record) {
    JsonNode subject = record.path("subject");
    String cid = subject.path("cid").stringValue("");
    return AtUri.parse(subject.path("uri").stringValue(""))
        .filter(uri -> !cid.isEmpty())
        .map(uri -> new StrongRef(uri, cid));
  }
}
