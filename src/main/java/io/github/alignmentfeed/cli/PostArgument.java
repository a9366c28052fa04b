package io.github.alignmentfeed.cli;

import io.github.alignmentfeed.PostName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

final class PostArgument implements ITypeConverter<PostName> {
  @Override
  public PostName convert(String text) {
    return PostName.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "“"
                        + text
                        + "” names no post: give its AT-URI (at://did:…/app.bsky.feed.post/…) or its"
                        + " address (https://bsky.app/profile/…/post/…)"));
  }
}
