package io.github.alignmentfeed.curation;

/**
 * A preview of something a post points at: a link card, or an embedded list, feed or starter pack.
 *
 * @param url what it points at; an AT-URI for lists, feeds and starter packs
 * @param title its title; may be empty
 * @param description its description; may be empty
 */
public record Card(String url, String title, String description) {}
