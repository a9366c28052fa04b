/** The schedule. */
package io.github.alignmentfeed.ops;
