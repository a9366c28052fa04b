package io.github.alignmentfeed.atproto;

/**
 * A record in one exact version ({@code com.atproto.repo.strongRef}).
 *
 * @param uri where the record is
 * @param cid the hash of the version meant
 */
public record StrongRef(AtUri uri, String cid) {}
