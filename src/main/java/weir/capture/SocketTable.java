package weir.capture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import weir.flow.ListenAddress;

/// Linux's tables of UDP sockets, `/proc/net/udp` and `udp6`: one line a socket, the local address
/// as `HEX:PORT` in the second column (words of four octets, each in the machine's byte order),
/// `transmit:receive` queue in octets in the fifth, the number of dropped datagrams in the last.
/// Empty on other systems.
///
/// The kernel also tells the drops along with datagrams (SO_RXQ_OVFL), but Netty does not hand such
/// control messages on; and the table is right while nothing comes, too.
final class SocketTable {
  private static final Path[] TABLES = {Path.of("/proc/net/udp"), Path.of("/proc/net/udp6")};
  private static final int COLUMNS = 13;
  private static final int HEX_OF_WORD = 8;

  /// What is in the table of the sockets of one address and port.
  ///
  /// @param queuedBytes received and not read yet, by the kernel's measure, which adds its overhead
  /// @param drops datagrams for which the buffer had no room, since the socket was opened
  record Row(long queuedBytes, long drops) {
    static final Row NOTHING = new Row(0, 0);

    Row plus(Row other) {
      return new Row(queuedBytes + other.queuedBytes, drops + other.drops);
    }
  }

  private SocketTable() {}

  /// The rows of these sockets, in their order.
  static Map<ListenAddress, Row> read(Collection<ListenAddress> sockets) {
    Map<ListenAddress, Row> rows = new LinkedHashMap<>();
    sockets.forEach(socket -> rows.put(socket, Row.NOTHING));
    for (Path table : TABLES) {
      try {
        if (Files.exists(table)) {
          parse(Files.readString(table, StandardCharsets.US_ASCII))
              .forEach((socket, row) -> rows.computeIfPresent(socket, (_, sum) -> sum.plus(row)));
        }
      } catch (IOException e) {
        // Not readable in this container: then there is nothing to say.
      }
    }
    return rows;
  }

  static Map<ListenAddress, Row> parse(String table) {
    Map<ListenAddress, Row> rows = new HashMap<>();
    table
        .lines()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length >= COLUMNS)
        .forEach(columns -> rows.merge(socket(columns[1]), row(columns), Row::plus));
    return rows;
  }

  private static ListenAddress socket(String pair) {
    int words = pair.indexOf(':') / HEX_OF_WORD;
    ByteBuffer octets = ByteBuffer.allocate(4 * words).order(ByteOrder.nativeOrder());
    for (int i = 0; i < words; i++) {
      int at = i * HEX_OF_WORD;
      octets.putInt(Integer.parseUnsignedInt(pair, at, at + HEX_OF_WORD, 16));
    }
    try {
      return new ListenAddress(InetAddress.getByAddress(octets.array()), (int) behindColon(pair));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(pair + " is no address of 4 or 16 octets", e);
    }
  }

  private static Row row(String[] columns) {
    return new Row(behindColon(columns[4]), Long.parseLong(columns[columns.length - 1]));
  }

  private static long behindColon(String pair) {
    return Long.parseLong(pair.substring(pair.lastIndexOf(':') + 1), 16);
  }
}
