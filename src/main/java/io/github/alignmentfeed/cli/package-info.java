/** The commands: they parse, delegate and print. */
package io.github.alignmentfeed.cli;
