package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.cycle.AccountException;
import io.github.alignmentfeed.cycle.AccountException.Kind;
import java.text.BreakIterator;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bot's profile ({@code app.bsky.actor.profile}): that it says it is a bot, who runs it, and
 * how to be left out. Whatever else stands in it stays.
 */
final class OwnProfile {
  private static final String COLLECTION = "app.bsky.actor.profile";
  private static final String KEY = "self";
  private static final String SELF_LABELS = "com.atproto.label.defs#selfLabels";
  private static final String BOT = "bot";
  private static final String WAY_OUT = "opt out";

  /** Graphemes, by the lexicon. */
  private static final int LONGEST = 256;

  private final Session session;

  OwnProfile(Session session) {
    this.session = session;
  }

  private record Kept(ObjectNode record, Optional<String> cid) {}

  /** What the profile says and lacks. */
  Honesty look(Optional<String> operator) {
    ObjectNode record = read().record();
    return new Honesty(labelled(record), description(record), wanted(record, operator));
  }

  /**
   * Sets what is lacking.
   *
   * @throws AccountException where it cannot be done
   */
  Honesty apply(String operator) {
    Kept kept = read();
    ObjectNode record = kept.record();
    String wanted = wanted(record, Optional.of(operator));
    int length = graphemes(wanted);
    if (length > LONGEST) {
      throw new AccountException(
          Kind.ITEM,
          "the description would have "
              + length
              + " characters, and "
              + LONGEST
              + " are allowed: shorten the one in the app by "
              + (length - LONGEST));
    }
    Honesty before = new Honesty(labelled(record), description(record), wanted);
    if (before.isHonest()) {
      return before;
    }
    record.put("$type", COLLECTION).put("description", wanted);
    if (!before.labelled()) {
      label(record);
    }
    write(kept);
    return before;
  }

  private static boolean labelled(JsonNode record) {
    for (JsonNode value : record.path("labels").path("values")) {
      if (value.path("val").stringValue("").equals(BOT)) {
        return true;
      }
    }
    return false;
  }

  private static void label(ObjectNode record) {
    ObjectNode labels =
        record.path("labels") instanceof ObjectNode there ? there : record.putObject("labels");
    labels.put("$type", SELF_LABELS);
    ArrayNode values =
        labels.path("values") instanceof ArrayNode there ? there : labels.putArray("values");
    values.addObject().put("val", BOT);
  }

  private static String description(JsonNode record) {
    return record.path("description").stringValue("");
  }

  /** The description with a sentence for what it lacks. */
  private static String wanted(JsonNode record, Optional<String> operator) {
    String wanted = description(record);
    String said = wanted.toLowerCase(Locale.ROOT);
    if (operator.filter(who -> !said.contains(who.toLowerCase(Locale.ROOT))).isPresent()) {
      wanted = wanted + (wanted.isBlank() ? "" : "\n\n") + "A bot, run by " + operator.get() + ".";
    }
    if (!said.contains(WAY_OUT)) {
      wanted = (wanted + " To be left out, mention it and say: " + WAY_OUT).strip();
    }
    return wanted;
  }

  private static int graphemes(String text) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int count = 0;
    while (characters.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }

  private Kept read() {
    XrpcCall call =
        XrpcCall.query("com.atproto.repo.getRecord")
            .with("repo", session.did())
            .with("collection", COLLECTION)
            .with("rkey", KEY);
    try {
      JsonNode answer = session.openly().send(call);
      ObjectNode record =
          answer.path("value") instanceof ObjectNode there
              ? there
              : Json.mapper().createObjectNode();
      return new Kept(record, Json.string(answer, "cid"));
    } catch (XrpcException e) {
      if (Repository.absent(e)) {
        return new Kept(Json.mapper().createObjectNode(), Optional.empty());
      }
      throw WriteRefusal.of(e);
    }
  }

  private void write(Kept kept) {
    ObjectNode input =
        Json.mapper()
            .createObjectNode()
            .put("repo", session.did().value())
            .put("collection", COLLECTION)
            .put("rkey", KEY);
    input.set("record", kept.record());
    // Somebody may be editing it in the app.
    input.put("swapRecord", kept.cid().orElse(null));
    XrpcCall call = XrpcCall.procedure("com.atproto.repo.putRecord", Repeat.WRITE).sending(input);
    try {
      session.send(call);
    } catch (XrpcException e) {
      throw e.says("InvalidSwap")
          ? new AccountException(Kind.TRANSIENT, "the profile was changed meanwhile: try again")
          : WriteRefusal.of(e);
    }
  }
}
