package weir.flow;

/// A host and a port of it that something is sent to: "192.0.2.9:2055", "[2001:db8::9]:2055",
/// "collector.example:2055".
///
/// @param host an address, or a name that is to be looked up
public record Destination(String host, int port) {
  private static final int MOST_NAME = 253;

  /// Never asks a name server.
  ///
  /// @throws IllegalArgumentException if it is none; says what is expected
  public static Destination parse(String text) {
    String given = text.strip();
    int colon = given.lastIndexOf(':');
    boolean brackets = given.startsWith("[") && colon > 0 && given.charAt(colon - 1) == ']';
    String host =
        brackets ? given.substring(1, colon - 1) : given.substring(0, Math.max(0, colon)).strip();
    if (host.contains(":") != brackets || !isHost(host)) {
      throw new IllegalArgumentException(
          "'"
              + given
              + "' is no host with a port: write 192.0.2.9:2055, [2001:db8::9]:2055 or"
              + " collector.example:2055");
    }
    String number = given.substring(colon + 1);
    int port = number.matches("\\d{1,5}") ? Integer.parseInt(number) : 0;
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("'" + given + "': a port is 1 to 65535");
    }
    return new Destination(host, port);
  }

  private static boolean isHost(String host) {
    if (host.contains(":") || host.matches("[\\d.]+")) {
      try {
        return !IpAddress.parse(host).equals(IpAddress.NONE);
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
    return host.length() <= MOST_NAME && host.matches("[\\p{Alnum}]([\\p{Alnum}._-]*)");
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]:" : host + ":") + port;
  }
}
