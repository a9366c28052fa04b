/** YAML to a checked configuration, every problem with its place. */
package io.github.alignmentfeed.config;
