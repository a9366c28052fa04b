/** The words of the AT Protocol, parsed or refused: no bare string travels through the program. */
package io.github.alignmentfeed.atproto;
