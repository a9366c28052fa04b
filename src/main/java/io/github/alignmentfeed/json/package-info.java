/** Reads JSON into trees, for those who know what it says. */
package io.github.alignmentfeed.json;
