package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Post;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The JSON in which posts and evidence lie in the store. What is empty is left out, and the same
 * post is always the same text. Written out here and not left to a mapper, which would take longer
 * to make than most commands take.
 */
final class PostJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int NANOS_A_MILLI = 1_000_000;
  private static final long SECONDS_A_DAY = 86_400;

  /** The last second of the year 9999. */
  private static final long LAST = 253_402_300_799L;

  private PostJson() {}

  /** A post, evidence, or anything made of maps, collections, texts, numbers and truths. */
  static String write(Object value) {
    if (value instanceof Collection<?> values && values.isEmpty()) {
      return "[]";
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      any(json, value);
    }
    return text.toString();
  }

  private static void any(JsonGenerator json, Object value) {
    if (value instanceof Post post) {
      post(json, post);
    } else if (value instanceof Evidence evidence) {
      evidence(json, evidence);
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (name, held) -> {
            json.writeName(name.toString());
            any(json, held);
          });
      json.writeEndObject();
    } else if (value instanceof Collection<?> values) {
      array(json, values, PostJson::any);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else {
      json.writeString(value.toString());
    }
  }

  private static <T> void array(
      JsonGenerator json, Collection<T> values, BiConsumer<JsonGenerator, T> element) {
    json.writeStartArray();
    values.forEach(value -> element.accept(json, value));
    json.writeEndArray();
  }

  private static <T> void list(
      JsonGenerator json, String name, Collection<T> values, BiConsumer<JsonGenerator, T> element) {
    if (!values.isEmpty()) {
      json.writeName(name);
      array(json, values, element);
    }
  }

  /** A set comes in another order in each process. */
  private static void inOrder(JsonGenerator json, String name, Set<String> values) {
    list(json, name, values.stream().sorted().toList(), JsonGenerator::writeString);
  }

  private static void post(JsonGenerator json, Post post) {
    json.writeStartObject();
    json.writeStringProperty("uri", post.uri().toString());
    json.writeStringProperty("cid", post.cid());
    author(json, post.author());
    json.writeStringProperty("createdAt", time(post.createdAt()));
    json.writeStringProperty("indexedAt", time(post.indexedAt()));
    content(json, post.content());
    post.reply()
        .ifPresent(
            reply -> {
              json.writeObjectPropertyStart("reply");
              ref(json, "root", reply.root());
              ref(json, "parent", reply.parent());
              json.writeEndObject();
            });
    post.quote()
        .ifPresent(
            quote -> {
              json.writeObjectPropertyStart("quote");
              json.writeStringProperty("uri", quote.uri().toString());
              author(json, quote.author());
              content(json, quote.content());
              inOrder(json, "labels", quote.labels());
              json.writeEndObject();
            });
    inOrder(json, "labels", post.labels());
    list(json, "langs", post.langs(), JsonGenerator::writeString);
    json.writeEndObject();
  }

  private static void author(JsonGenerator json, Author author) {
    json.writeObjectPropertyStart("author");
    json.writeStringProperty("did", author.did().value());
    json.writeStringProperty("handle", author.handle().value());
    json.writeStringProperty("displayName", author.displayName());
    inOrder(json, "labels", author.labels());
    json.writeEndObject();
  }

  private static void content(JsonGenerator json, Content content) {
    json.writeObjectPropertyStart("content");
    json.writeStringProperty("text", content.text());
    list(json, "links", content.links(), PostJson::link);
    list(json, "tags", content.tags(), JsonGenerator::writeString);
    list(json, "cards", content.cards(), PostJson::card);
    list(json, "alts", content.alts(), JsonGenerator::writeString);
    json.writeEndObject();
  }

  private static void link(JsonGenerator json, Link link) {
    json.writeStartObject();
    json.writeStringProperty("url", link.url());
    json.writeStringProperty("origin", link.origin().name());
    json.writeEndObject();
  }

  private static void card(JsonGenerator json, Card card) {
    json.writeStartObject();
    json.writeStringProperty("url", card.url());
    json.writeStringProperty("title", card.title());
    json.writeStringProperty("description", card.description());
    json.writeEndObject();
  }

  private static void ref(JsonGenerator json, String name, StrongRef ref) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("uri", ref.uri().toString());
    json.writeStringProperty("cid", ref.cid());
    json.writeEndObject();
  }

  private static void evidence(JsonGenerator json, Evidence evidence) {
    json.writeStartObject();
    json.writeStringProperty("rule", evidence.rule());
    json.writeStringProperty("field", evidence.field().name());
    json.writeNumberProperty("passage", evidence.passage());
    json.writeNumberProperty("start", evidence.start());
    json.writeNumberProperty("end", evidence.end());
    json.writeStringProperty("matched", evidence.matched());
    json.writeNumberProperty("points", evidence.points());
    json.writeEndObject();
  }

  /** As {@link Instant#toString} has it, which takes as long as all the rest of a post. */
  private static String time(Instant time) {
    long seconds = time.getEpochSecond();
    int millis = time.getNano() / NANOS_A_MILLI;
    if (seconds < 0 || seconds > LAST || time.getNano() % NANOS_A_MILLI != 0) {
      return time.toString();
    }
    LocalDate day = LocalDate.ofEpochDay(seconds / SECONDS_A_DAY);
    int second = (int) (seconds % SECONDS_A_DAY);
    StringBuilder text = new StringBuilder(24);
    digits(text, day.getYear(), 1000).append('-');
    digits(text, day.getMonthValue(), 10).append('-');
    digits(text, day.getDayOfMonth(), 10).append('T');
    digits(text, second / 3600, 10).append(':');
    digits(text, second / 60 % 60, 10).append(':');
    digits(text, second % 60, 10);
    if (millis > 0) {
      digits(text.append('.'), millis, 100);
    }
    return text.append('Z').toString();
  }

  /**
   * @param first what the first digit counts
   */
  private static StringBuilder digits(StringBuilder text, int number, int first) {
    for (int counts = first; counts > 0; counts /= 10) {
      text.append((char) ('0' + number / counts % 10));
    }
    return text;
  }
}
