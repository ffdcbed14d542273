package weir.capture.programs;

import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.flow.IpAddress;

/// Reads Linux's tables of sockets (`/proc/net/tcp` and its like): a heading, then a line a socket,
/// whose columns are a number, the local end, the remote end (`HEX:PORT`, words of four octets in
/// the machine's byte order), the state, two of queues and timers each, retransmissions, the
/// account, a timeout, and the inode.
final class SocketTable {
  private static final int UID_COLUMN = 7;
  private static final int INODE_COLUMN = 9;
  private static final int WORD = 8;
  private static final boolean SWAPPED = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  /// @param protocol of its sockets; of raw ones their local port is the protocol
  record Table(String file, int protocol) {
    /// Whether sockets of a protocol may be in it.
    boolean mayHave(int of) {
      return protocol == of || (protocol == RAW && of != TCP && of != UDP);
    }
  }

  static final int TCP = 6;
  private static final int UDP = 17;
  private static final int RAW = -1;

  static final List<Table> ALL =
      List.of(
          new Table("tcp", TCP),
          new Table("tcp6", TCP),
          new Table("udp", UDP),
          new Table("udp6", UDP),
          new Table("udplite", 136),
          new Table("udplite6", 136),
          new Table("icmp", 1),
          new Table("icmp6", 58),
          new Table("raw", RAW),
          new Table("raw6", RAW));

  /// @param inode 0 for one that no program has any more
  /// @param uid account that opened it
  record OpenSocket(SocketKey key, long inode, int uid) {}

  private final byte[] text;
  private final int end;
  private final int protocol;
  private int at;

  private SocketTable(byte[] text, int end, int protocol) {
    this.text = text;
    this.end = end;
    this.protocol = protocol;
  }

  /// @param length how much of the text is the table
  static void read(byte[] text, int length, Table table, Consumer<OpenSocket> each) {
    SocketTable rows = new SocketTable(text, length, table.protocol());
    rows.toNextLine();
    while (rows.at < length) {
      OpenSocket socket = rows.row();
      if (socket != null) {
        each.accept(socket);
      }
      rows.toNextLine();
    }
  }

  private void toNextLine() {
    while (at < end && text[at] != '\n') {
      at++;
    }
    at++;
  }

  /// Null for a line that is none, or was cut.
  private @Nullable OpenSocket row() {
    toColumn();
    skipColumn();
    toColumn();
    IpAddress local = address();
    int localPort = (int) hex();
    toColumn();
    IpAddress remote = address();
    int remotePort = (int) hex();
    for (int column = 3; column < UID_COLUMN; column++) {
      toColumn();
      skipColumn();
    }
    toColumn();
    int uid = (int) number();
    for (int column = UID_COLUMN + 1; column < INODE_COLUMN; column++) {
      toColumn();
      skipColumn();
    }
    toColumn();
    boolean whole = at < end && text[at] >= '0' && text[at] <= '9';
    long inode = number();
    if (!whole) {
      return null;
    }
    return new OpenSocket(key(local, localPort, remote, remotePort), inode, uid);
  }

  /// Sockets of protocols without ports have a number in place of the port.
  private SocketKey key(IpAddress local, int localPort, IpAddress remote, int remotePort) {
    return switch (protocol) {
      case RAW -> new SocketKey(localPort, local, 0, remote, 0);
      case 1, 58 -> new SocketKey(protocol, local, 0, remote, 0);
      default -> new SocketKey(protocol, local, localPort, remote, remotePort);
    };
  }

  private boolean isInLine() {
    return at < end && text[at] != '\n';
  }

  private void toColumn() {
    while (isInLine() && text[at] == ' ') {
      at++;
    }
  }

  private void skipColumn() {
    while (isInLine() && text[at] != ' ') {
      at++;
    }
  }

  /// Up to behind the colon.
  private IpAddress address() {
    int start = at;
    while (isInLine() && text[at] != ':') {
      at++;
    }
    int digits = at - start;
    at = start;
    IpAddress address = IpAddress.NONE;
    if (digits == WORD) {
      address = new IpAddress(0, IpAddress.mapped((int) word()));
    } else if (digits == 4 * WORD) {
      long high = word() << 32 | word();
      address = new IpAddress(high, word() << 32 | word());
    }
    skipTo(start + digits + 1);
    return address;
  }

  private void skipTo(int place) {
    at = Math.min(place, end);
  }

  private long word() {
    int value = 0;
    for (int i = 0; i < WORD; i++) {
      value = value << 4 | Math.max(0, Character.digit(text[at++], 16));
    }
    return (SWAPPED ? Integer.reverseBytes(value) : value) & 0xffff_ffffL;
  }

  private long hex() {
    long value = 0;
    while (isInLine() && Character.digit(text[at], 16) >= 0) {
      value = value << 4 | Character.digit(text[at++], 16);
    }
    return value;
  }

  private long number() {
    long value = 0;
    while (isInLine() && text[at] >= '0' && text[at] <= '9') {
      value = value * 10 + text[at++] - '0';
    }
    return value;
  }
}
