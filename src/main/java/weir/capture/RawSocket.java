package weir.capture;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/// Sends packets of IP as they are, under any sender's address: a raw socket of Linux, for those
/// who may (root, or `CAP_NET_RAW`). Java has none; of one thread.
final class RawSocket implements AutoCloseable {
  /// What a packet came to.
  enum Outcome {
    SENT,
    FULL,
    TOO_LONG,
    UNREACHABLE
  }

  // Numbers of Linux.
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int SOCK_RAW = 3;
  private static final int IPPROTO_RAW = 255;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int EAGAIN = 11;
  private static final int EMSGSIZE = 90;
  private static final int ENOBUFS = 105;
  private static final int EPERM = 1;

  private static final int BUFFER_BYTES = 4 << 20;
  private static final int MOST_PACKET = 1 << 16;
  private static final int MOST_ADDRESS = 28;

  private final Calls calls;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment packet = arena.allocate(MOST_PACKET);
  private final MemorySegment address = arena.allocate(MOST_ADDRESS);
  private final int descriptor;

  /// Functions of the C library, and where they say what went wrong.
  private record Calls(
      MethodHandle socket,
      MethodHandle setsockopt,
      MethodHandle sendto,
      MethodHandle close,
      MemorySegment state,
      VarHandle errno) {
    private static Calls link(Arena arena) {
      Linker linker = Linker.nativeLinker();
      Linker.Option capture = Linker.Option.captureCallState("errno");
      MemoryLayout layout = Linker.Option.captureStateLayout();
      ValueLayout.OfInt number = ValueLayout.JAVA_INT;
      ValueLayout.OfLong size = ValueLayout.JAVA_LONG;
      var pointer = ValueLayout.ADDRESS;
      return new Calls(
          handle(linker, "socket", FunctionDescriptor.of(number, number, number, number), capture),
          handle(
              linker,
              "setsockopt",
              FunctionDescriptor.of(number, number, number, number, pointer, number),
              capture),
          handle(
              linker,
              "sendto",
              FunctionDescriptor.of(size, number, pointer, size, number, pointer, number),
              capture),
          handle(linker, "close", FunctionDescriptor.of(number, number), capture),
          arena.allocate(layout),
          layout.varHandle(MemoryLayout.PathElement.groupElement("errno")));
    }

    @SuppressWarnings("restricted") // Java has no raw sockets
    private static MethodHandle handle(
        Linker linker, String name, FunctionDescriptor type, Linker.Option capture) {
      return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type, capture);
    }

    private int error() {
      return (int) errno.get(state, 0L);
    }
  }

  private RawSocket(boolean v6) throws IOException {
    calls = Calls.link(arena);
    try {
      descriptor =
          (int) calls.socket.invoke(calls.state, v6 ? AF_INET6 : AF_INET, SOCK_RAW, IPPROTO_RAW);
      if (descriptor < 0) {
        throw new IOException(
            calls.error() == EPERM
                ? "Weir has to run as root or with CAP_NET_RAW"
                : "a raw socket is needed, which the system refuses (error " + calls.error() + ")");
      }
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_INT, BUFFER_BYTES);
      var _ =
          (int) calls.setsockopt.invoke(calls.state, descriptor, SOL_SOCKET, SO_SNDBUF, bytes, 4);
    } catch (IOException | RuntimeException | Error e) {
      arena.close();
      throw e;
    } catch (Throwable e) {
      arena.close();
      throw new IllegalStateException(e);
    }
  }

  /// @throws IOException if this system or this user cannot; says why, in words
  static RawSocket open(boolean v6) throws IOException {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      throw new IOException("Weir has to run on Linux");
    }
    return new RawSocket(v6);
  }

  /// Never waits.
  ///
  /// @param octets a packet, with its header
  /// @param target where it goes, 4 or 16 octets
  Outcome send(byte[] octets, byte[] target) {
    MemorySegment.copy(octets, 0, packet, ValueLayout.JAVA_BYTE, 0, octets.length);
    int addressBytes = target.length == 4 ? 16 : MOST_ADDRESS;
    ByteBuffer to = address.asByteBuffer().order(ByteOrder.nativeOrder());
    to.putShort((short) (target.length == 4 ? AF_INET : AF_INET6));
    to.position(target.length == 4 ? 4 : 8).put(target);
    try {
      long sent =
          (long)
              calls.sendto.invoke(
                  calls.state,
                  descriptor,
                  packet,
                  (long) octets.length,
                  MSG_DONTWAIT,
                  address,
                  addressBytes);
      return sent >= 0 ? Outcome.SENT : outcome(calls.error());
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static Outcome outcome(int error) {
    return switch (error) {
      case EAGAIN, ENOBUFS -> Outcome.FULL;
      case EMSGSIZE -> Outcome.TOO_LONG;
      default -> Outcome.UNREACHABLE;
    };
  }

  @Override
  public void close() {
    try {
      var _ = (int) calls.close.invoke(calls.state, descriptor);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    } finally {
      arena.close();
    }
  }
}
