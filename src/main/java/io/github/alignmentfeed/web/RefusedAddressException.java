package io.github.alignmentfeed.web;

import java.net.UnknownHostException;

/** A name leads to an address that is not on the open internet. */
final class RefusedAddressException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  RefusedAddressException(String host) {
    super(host + " leads to an address that is not on the open internet");
  }
}
