package io.github.alignmentfeed.bluesky;

import io.github.alignmentfeed.atproto.Handle;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is needed to log in.
 *
 * @param handle the bot's handle
 * @param password gives its app password, when it is needed
 * @param service the server to log in at; absent means the one that its DID document names
 */
public record Login(Handle handle, Supplier<String> password, Optional<URI> service) {}
