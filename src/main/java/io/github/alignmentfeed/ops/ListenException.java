package io.github.alignmentfeed.ops;

/** The server cannot listen where it should. */
public final class ListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ListenException(String host, int port, Throwable cause) {
    super(
        "cannot listen on "
            + host
            + ":"
            + port
            + ": another program listens there, or the address is not of this machine; change"
            + " http.host or http.port in the configuration",
        cause);
  }
}
