/** The schedule, and the HTTP server with what it answers to machines. */
package io.github.alignmentfeed.ops;
