package io.github.alignmentfeed.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/**
 * Finds addresses of names and refuses names of which any address is not public. The client
 * connects to the very addresses that it is given here, so that no later answer matters.
 */
record PublicDns(Dns names) implements Dns {

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> addresses = names.lookup(host);
    if (!addresses.stream().allMatch(PublicAddress::is)) {
      throw new RefusedAddressException(host);
    }
    return addresses;
  }
}
