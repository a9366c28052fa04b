/** One round of work: fetch, decide, claim, send, settle; and the ports to the world around it. */
package io.github.alignmentfeed.cycle;
