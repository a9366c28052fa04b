package io.github.alignmentfeed.curation;

/**
 * One thing that a rule saw.
 *
 * @param rule the rule's name
 * @param field the part of the post
 * @param passage which of the post's {@linkplain Passage passages} holds it
 * @param start where it begins in that passage, in UTF-16 units
 * @param end where it ends, exclusive
 * @param matched the characters matched, as the post has them
 * @param points what the rule adds to the score; zero on all but the first evidence of a rule, so
 *     that the points of all evidence add up to the score
 */
public record Evidence(
    String rule, Field field, int passage, int start, int end, String matched, int points) {}
