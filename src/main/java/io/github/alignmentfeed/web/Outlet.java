package io.github.alignmentfeed.web;

import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/**
 * The way out to the web.
 *
 * @param names finds the addresses of names; whether they are public is checked after it
 * @param sockets makes the connections to addresses that were checked
 * @param arxiv the server of arXiv's API
 */
public record Outlet(Dns names, SocketFactory sockets, HttpUrl arxiv) {
  /** The internet. */
  public static final Outlet INTERNET =
      new Outlet(Dns.SYSTEM, SocketFactory.getDefault(), HttpUrl.get("https://export.arxiv.org"));
}
