/** The program as a whole: {@link io.github.alignmentfeed.App} wires its parts. */
package io.github.alignmentfeed;
