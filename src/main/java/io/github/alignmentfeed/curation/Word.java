package io.github.alignmentfeed.curation;

/**
 * One word of a passage in its normal form, and where it stands.
 *
 * @param folded without case, accents, plural and regional spelling
 * @param plain without case and accents only
 * @param cased compatibility forms resolved, case kept
 * @param start where it begins in the passage, in UTF-16 units
 * @param end where it ends, exclusive
 * @param opensSentence whether a sentence ended between the word before and this one
 */
record Word(String folded, String plain, String cased, int start, int end, boolean opensSentence) {}
