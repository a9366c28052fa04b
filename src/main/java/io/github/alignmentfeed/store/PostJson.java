package io.github.alignmentfeed.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Card;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Evidence;
import io.github.alignmentfeed.curation.PaperId;
import io.github.alignmentfeed.curation.Post;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The JSON in which posts and evidence lie in the store. */
final class PostJson {
  private static final JsonMapper MAPPER = mapper();
  private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private PostJson() {}

  private static JsonMapper mapper() {
    SimpleModule words = new SimpleModule("words of the protocol");
    word(words, Did.class, Did::new);
    word(words, Handle.class, Handle::new);
    word(words, AtUri.class, AtUri::of);
    word(words, PaperId.class, PaperId::new);
    return JsonMapper.builder()
        .addModule(words)
        .addMixIn(Content.class, AsItWasRead.class)
        .withConfigOverride(
            List.class,
            list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
        .build();
  }

  /** What was looked up is no part of a post as it was read. */
  interface AsItWasRead {
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    List<Card> papers();
  }

  private static <T> void word(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addSerializer(
        type,
        new ValueSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.toString());
          }
        });
    module.addDeserializer(
        type,
        new ValueDeserializer<T>() {
          @Override
          public T deserialize(JsonParser json, DeserializationContext context) {
            return parse.apply(json.getString());
          }
        });
  }

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static Post post(String json) {
    return MAPPER.readValue(json, Post.class);
  }

  static JsonNode tree(String json) {
    return MAPPER.readTree(json);
  }

  static List<Evidence> evidence(String json) {
    return MAPPER.readValue(json, EVIDENCE);
  }

  static List<String> texts(String json) {
    return MAPPER.readValue(json, TEXTS);
  }
}
