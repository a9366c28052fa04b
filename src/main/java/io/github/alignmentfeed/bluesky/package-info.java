/** The AT Protocol over HTTP: public reads, the bot's session and its writes, and JSON to posts. */
package io.github.alignmentfeed.bluesky;
