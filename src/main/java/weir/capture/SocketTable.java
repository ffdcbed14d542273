package weir.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads Linux's drop counters of UDP sockets from `/proc/net/udp` and `udp6`: one line a socket,
/// the local address as `HEX:PORT` in the second column, the count in the last. 0 on other systems.
final class SocketDrops {
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

  private SocketDrops() {}

  static long of(List<Integer> ports) {
    Set<Integer> wanted = new HashSet<>(ports);
    long drops = 0;
    for (Path table : TABLES) {
      try {
        if (Files.exists(table)) {
          drops += sum(Files.readString(table, StandardCharsets.US_ASCII), wanted);
        }
      } catch (IOException e) {
        // Not readable in this container: then there is nothing to say.
      }
    }
    return drops;
  }

  static long sum(String table, Set<Integer> ports) {
    return table
        .lines()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length > 12 && ports.contains(port(columns[1])))
        .mapToLong(columns -> Long.parseLong(columns[columns.length - 1]))
        .sum();
  }

  private static int port(String localAddress) {
    return Integer.parseInt(localAddress.substring(localAddress.lastIndexOf(':') + 1), 16);
  }
}
