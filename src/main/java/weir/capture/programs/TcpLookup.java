package weir.capture.programs;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.capture.programs.SocketTable.OpenSocket;
import weir.flow.IpAddress;

/// Asks Linux for one socket of TCP in this process' network namespace (sock_diag(7)): some
/// microseconds, where the table of all of them takes milliseconds. For one thread.
final class TcpLookup implements AutoCloseable {
  private static final int AF_NETLINK = 16;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int NETLINK_SOCK_DIAG = 4;
  private static final short SOCK_DIAG_BY_FAMILY = 20;
  private static final short NLM_F_REQUEST = 1;
  private static final int MSG_DONTWAIT = 0x40;
  private static final byte AF_INET = 2;
  private static final byte AF_INET6 = 10;
  private static final byte LISTENS = 10;

  // struct nlmsghdr, then struct inet_diag_req_v2, then struct inet_diag_msg
  private static final int HEADER = 16;
  private static final int REQUEST = HEADER + 56;
  private static final int ANSWER = HEADER + 72;
  private static final int UID = HEADER + 64;
  private static final int INODE = HEADER + 68;
  private static final int ROOM = 4096;

  private final MethodHandle send;
  private final MethodHandle receive;
  private final MethodHandle close;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment memory = arena.allocate(ROOM, 8);
  private final ByteBuffer octets = memory.asByteBuffer().order(ByteOrder.nativeOrder());
  private final int descriptor;

  private TcpLookup() throws Throwable {
    descriptor =
        (int)
            bind("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT)
                .invokeExact(AF_NETLINK, SOCK_DGRAM_CLOEXEC, NETLINK_SOCK_DIAG);
    send = bind("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    receive = bind("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    close = bind("close", JAVA_INT, JAVA_INT);
  }

  @SuppressWarnings("restricted") // Java has no such sockets
  private static MethodHandle bind(String name, MemoryLayout result, MemoryLayout... parameters) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(), FunctionDescriptor.of(result, parameters));
  }

  /// Empty where the system has no such thing.
  static Optional<TcpLookup> open() {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.empty();
    }
    try {
      TcpLookup lookup = new TcpLookup();
      if (lookup.descriptor >= 0) {
        return Optional.of(lookup);
      }
      lookup.arena.close();
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /// The socket of a connection; the one that listens where it has none yet; null if there is
  /// neither, or nobody has it any more.
  @Nullable OpenSocket find(SocketKey key) {
    ask(key);
    try {
      long sent = (long) send.invokeExact(descriptor, memory, (long) REQUEST, MSG_DONTWAIT);
      long got =
          sent == REQUEST
              ? (long) receive.invokeExact(descriptor, memory, (long) ROOM, MSG_DONTWAIT)
              : 0;
      return got < ANSWER || octets.getShort(4) != SOCK_DIAG_BY_FAMILY ? null : answer(key);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private void ask(SocketKey key) {
    memory.asSlice(0, REQUEST).fill((byte) 0);
    octets.putInt(0, REQUEST).putShort(4, SOCK_DIAG_BY_FAMILY).putShort(6, NLM_F_REQUEST);
    boolean v4 = key.local().isV4();
    octets.put(HEADER, v4 ? AF_INET : AF_INET6).put(HEADER + 1, (byte) SocketTable.TCP);
    octets.putInt(HEADER + 4, -1); // in all states
    octets.order(ByteOrder.BIG_ENDIAN);
    octets.putShort(HEADER + 8, (short) key.localPort());
    octets.putShort(HEADER + 10, (short) key.remotePort());
    put(HEADER + 12, key.local(), v4);
    put(HEADER + 28, key.remote(), v4);
    octets.order(ByteOrder.nativeOrder());
    octets.putLong(HEADER + 48, -1); // whichever it is
  }

  private void put(int at, IpAddress address, boolean v4) {
    if (v4) {
      octets.putInt(at, (int) address.low());
    } else {
      octets.putLong(at, address.high()).putLong(at + 8, address.low());
    }
  }

  private @Nullable OpenSocket answer(SocketKey key) {
    long inode = octets.getInt(INODE) & 0xffff_ffffL;
    boolean listens = octets.get(HEADER + 1) == LISTENS;
    return inode == 0
        ? null
        : new OpenSocket(listens ? key.anybody() : key, inode, octets.getInt(UID));
  }

  @Override
  public void close() {
    try {
      var _ = (int) close.invokeExact(descriptor);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    } finally {
      arena.close();
    }
  }
}
