package io.github.alignmentfeed.bluesky;

import java.io.InputStream;
import tools.jackson.core.JacksonException;

/**
 * Makes something of the JSON of a good answer while it comes in. Where a call is repeated, it
 * begins anew.
 */
interface Reading<T> {
  /**
   * @throws JacksonException where it is no JSON, or too much
   */
  T read(InputStream body);
}
