package io.github.alignmentfeed;

/** No service answers where one should. */
public final class RemoteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RemoteException(String host, int port, Throwable cause) {
    super(
        port == 0
            ? "http.port is 0, so nobody knows where the service listens: set a port, and restart it"
            : "no service answers at "
                + host
                + ":"
                + port
                + " ("
                + cause.getMessage()
                + "): start one with the command serve, or do one cycle with run",
        cause);
  }

  RemoteException(int port, int status) {
    super(
        "what answers at port "
            + port
            + " is no running bot (status "
            + status
            + "): start one with the command serve, or do one cycle with run");
  }
}
