/** The open web beyond Bluesky: where shortened addresses lead, and what papers are about. */
package io.github.alignmentfeed.web;
