package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.AtUri;
import io.github.alignmentfeed.atproto.Did;
import io.github.alignmentfeed.atproto.Handle;
import io.github.alignmentfeed.curation.Author;
import io.github.alignmentfeed.curation.Content;
import io.github.alignmentfeed.curation.Post;
import io.github.alignmentfeed.curation.Sighting;
import io.github.alignmentfeed.cycle.PostSource.Fetched;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** STUB until the decoder branch is merged: drop this file. */
final class PostDecoder {
  PostDecoder(InstantSource clock) {
    Objects.requireNonNull(clock);
  }

  Fetched decodePage(JsonNode getAuthorFeedAnswer, Did through) {
    List<Sighting> sightings = new ArrayList<>();
    int malformed = 0;
    for (JsonNode item : getAuthorFeedAnswer.path("feed")) {
      try {
        Post post = decodePost(item.path("post"));
        Instant own =
            post.createdAt().isBefore(post.indexedAt()) ? post.createdAt() : post.indexedAt();
        Instant at =
            item.path("reason").isObject()
                ? Instant.parse(item.path("reason").path("indexedAt").asString())
                : own;
        sightings.add(new Sighting(post, through, at));
      } catch (RuntimeException e) {
        malformed++;
      }
    }
    return new Fetched(sightings, malformed);
  }

  Post decodePost(JsonNode postView) {
    JsonNode record = postView.path("record");
    JsonNode author = postView.path("author");
    return new Post(
        AtUri.of(postView.path("uri").asString()),
        postView.path("cid").asString(),
        new Author(
            new Did(author.path("did").asString()),
            new Handle(author.path("handle").asString()),
            "",
            Set.of()),
        Instant.parse(record.path("createdAt").asString()),
        Instant.parse(postView.path("indexedAt").asString()),
        Content.ofText(record.path("text").asString()),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        List.of());
  }
}
