package io.github.alignmentfeed.ops;

import java.util.Optional;

/**
 * Who asks.
 *
 * @param operator whether the visitor has shown the token, or has signed in with it
 * @param formToken what the forms of somebody signed in must bring along, in the field {@value
 *     #FORM_TOKEN}
 */
public record Visitor(boolean operator, Optional<String> formToken) {
  /** The field of a form that holds its token. */
  public static final String FORM_TOKEN = "formToken";

  public static final Visitor STRANGER = new Visitor(false, Optional.empty());
  static final Visitor TOKEN = new Visitor(true, Optional.empty());
}
