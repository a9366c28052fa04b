package io.github.alignmentfeed.store;

import io.github.alignmentfeed.atproto.StrongRef;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.curation.Link;
import io.github.alignmentfeed.curation.Post;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The JSON in which posts and evidence lie in the store. What is empty is left out, and the same
 * post is always the same text. Written letter by letter and not by a library: it is a large part
 * of what keeping a post takes.
 */
final class PostJson {
  private static final int NANOS_A_MILLI = 1_000_000;
  private static final long SECONDS_A_DAY = 86_400;
  private static final int USUAL_LENGTH = 512;
  private static final String HEX = "0123456789ABCDEF";

  /** The last second of the year 9999. */
  private static final long LAST = 253_402_300_799L;

  private final StringBuilder out = new StringBuilder(USUAL_LENGTH);

  private PostJson() {}

  /** A post, evidence, or anything made of maps, collections, texts, numbers and truths. */
  static String write(Object value) {
    PostJson json = new PostJson();
    json.any(value);
    return json.out.toString();
  }

  /** A post without its address and version, which have columns of their own, and its author's. */
  static String stored(Post post) {
    PostJson json = new PostJson();
    json.post(post, false);
    return json.out.toString();
  }

  private void any(Object value) {
    if (value instanceof Post post) {
      post(post, true);
    } else if (value instanceof Evidence evidence) {
      evidence(evidence);
    } else if (value instanceof Map<?, ?> map) {
      begin('{');
      map.forEach(
          (name, held) -> {
            name(name.toString());
            any(held);
          });
      out.append('}');
    } else if (value instanceof Collection<?> values) {
      array(values, this::any);
    } else if (value instanceof Number || value instanceof Boolean) {
      separate();
      out.append(value);
    } else {
      text(value.toString());
    }
  }

  private <T> void array(Collection<T> values, Consumer<T> element) {
    begin('[');
    for (T value : values) {
      element.accept(value);
    }
    out.append(']');
  }

  private <T> void list(String name, Collection<T> values, Consumer<T> element) {
    if (!values.isEmpty()) {
      name(name);
      array(values, element);
    }
  }

  /** A set comes in another order in each process. */
  private void inOrder(String name, Set<String> values) {
    if (!values.isEmpty()) {
      List<String> sorted = new ArrayList<>(values);
      Collections.sort(sorted);
      list(name, sorted, this::text);
    }
  }

  private void post(Post post, boolean whole) {
    begin('{');
    if (whole) {
      field("uri", post.uri().toString());
      field("cid", post.cid());
    }
    author(post.author(), whole);
    field("createdAt", time(post.createdAt()));
    field("indexedAt", time(post.indexedAt()));
    content(post.content());
    if (post.reply().isPresent()) {
      Post.Reply reply = post.reply().get();
      name("reply");
      begin('{');
      ref("root", reply.root());
      if (whole || !reply.parent().equals(reply.root())) {
        ref("parent", reply.parent());
      }
      out.append('}');
    }
    if (post.quote().isPresent()) {
      Post.Quote quote = post.quote().get();
      name("quote");
      begin('{');
      field("uri", quote.uri().toString());
      author(quote.author(), true);
      content(quote.content());
      inOrder("labels", quote.labels());
      out.append('}');
    }
    inOrder("labels", post.labels());
    list("langs", post.langs(), this::text);
    out.append('}');
  }

  private void author(Author author, boolean named) {
    name("author");
    begin('{');
    if (named) {
      field("did", author.did().value());
    }
    field("handle", author.handle().value());
    field("displayName", author.displayName());
    inOrder("labels", author.labels());
    out.append('}');
  }

  private void content(Content content) {
    name("content");
    begin('{');
    field("text", content.text());
    list("links", content.links(), this::link);
    list("tags", content.tags(), this::text);
    list("cards", content.cards(), this::card);
    list("alts", content.alts(), this::text);
    out.append('}');
  }

  private void link(Link link) {
    begin('{');
    field("url", link.url());
    field("origin", link.origin().name());
    out.append('}');
  }

  private void card(Card card) {
    begin('{');
    field("url", card.url());
    field("title", card.title());
    field("description", card.description());
    out.append('}');
  }

  private void ref(String name, StrongRef ref) {
    name(name);
    begin('{');
    field("uri", ref.uri().toString());
    field("cid", ref.cid());
    out.append('}');
  }

  private void evidence(Evidence evidence) {
    begin('{');
    field("rule", evidence.rule());
    field("field", evidence.field().name());
    field("passage", evidence.passage());
    field("start", evidence.start());
    field("end", evidence.end());
    field("matched", evidence.matched());
    field("points", evidence.points());
    out.append('}');
  }

  private void field(String name, String value) {
    name(name);
    text(value);
  }

  private void field(String name, int value) {
    name(name);
    out.append(value);
  }

  private void name(String name) {
    text(name);
    out.append(':');
  }

  private void begin(char bracket) {
    separate();
    out.append(bracket);
  }

  /** A value follows another one unless it is the first, or belongs to a name. */
  private void separate() {
    char last = out.isEmpty() ? ':' : out.charAt(out.length() - 1);
    if (last != ':' && last != '{' && last != '[') {
      out.append(',');
    }
  }

  private void text(String text) {
    separate();
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        out.append(text, written, i);
        escape(c);
        written = i + 1;
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
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
