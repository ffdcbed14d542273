package weir.snmp;

import java.net.InetAddress;
import java.time.Duration;

/// Who is asked, and how long an answer is waited for.
///
/// @param port UDP
/// @param timeout for an answer to one message
/// @param retries how often a message is sent once more
public record Agent(InetAddress address, int port, Duration timeout, int retries) {
  public static final int PORT = 161;

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration MOST_TIMEOUT = Duration.ofMinutes(1);
  private static final int RETRIES = 2;
  private static final int MOST_RETRIES = 10;

  public Agent {
    if (port < 1 || port > 0xffff) {
      throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
    }
    if (timeout.toMillis() < 1 || timeout.compareTo(MOST_TIMEOUT) > 0) {
      throw new IllegalArgumentException("an answer is waited for up to 60 s, and at least 1 ms");
    }
    if (retries < 0 || retries > MOST_RETRIES) {
      throw new IllegalArgumentException("a message is sent again 0 to 10 times, not " + retries);
    }
  }

  /// With the usual patience: three times two seconds.
  public Agent(InetAddress address, int port) {
    this(address, port, TIMEOUT, RETRIES);
  }

  /// For messages: "192.0.2.1, UDP 161".
  String name() {
    return address.getHostAddress() + ", UDP " + port;
  }
}
