/**
 * The pure decisions: posts, policy and history in, decisions with reasons out. Knows no clock, no
 * network and no file.
 */
package io.github.alignmentfeed.curation;
