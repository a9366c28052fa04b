package io.github.alignmentfeed.bluesky;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** STUB until the decoder branch is merged: drop this file. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxStringLength(1 << 20)
                          .build())
                  .build())
          .build();

  private Json() {}

  static JsonMapper mapper() {
    return MAPPER;
  }
}
