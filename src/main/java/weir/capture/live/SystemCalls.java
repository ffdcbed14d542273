package weir.capture.live;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.Optional;

/// What Linux is asked for by the ring of a capture, with the words of what goes wrong.
@SuppressWarnings("restricted") // what the launcher allows with --enable-native-access
final class SystemCalls {
  static final int SOL_SOCKET = 1;
  static final int SOL_PACKET = 263;
  static final int SO_ERROR = 4;
  static final int POLLIN = 1;
  static final int POLLERR = 8;

  private static final int EPERM = 1;
  private static final int EACCES = 13;

  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_SHARED = 1;

  /// `struct pollfd { int, short, short }`.
  private static final int POLL_OCTETS = 8;

  private static final int ATTRIBUTE_OCTETS = 256;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET = bind("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = bind("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SET_OPTION =
      bind("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GET_OPTION =
      bind("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle MAP =
      bind("mmap", ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle UNMAP = bind("munmap", JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle POLL = bind("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle GET_ATTRIBUTE =
      bind("getxattr", JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
  private static final MethodHandle CLOSE = bind("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle WORDS = words();

  private SystemCalls() {}

  private static MethodHandle bind(String name, MemoryLayout result, MemoryLayout... parameters) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(result, parameters),
        Linker.Option.captureCallState("errno"));
  }

  private static MethodHandle words() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));
  }

  /// Why a call failed.
  static final class Failed extends Exception {
    private final int error;

    private Failed(String what, MemorySegment state) {
      this(what, (int) ERRNO.get(state, 0L));
    }

    private Failed(String what, int error) {
      super(what + ": " + text(error));
      this.error = error;
    }

    boolean isForRights() {
      return error == EPERM || error == EACCES;
    }
  }

  /// In the system's words.
  static String text(int error) {
    return LibPcap.text(LibPcap.call(() -> (MemorySegment) WORDS.invokeExact(error)));
  }

  private interface Calling {
    int call(MemorySegment state) throws Throwable;
  }

  private static int succeed(String what, Calling calling) throws Failed {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      int result = LibPcap.call(() -> calling.call(state));
      if (result < 0) {
        throw new Failed(what, state);
      }
      return result;
    }
  }

  static int socket(int family, int type, int protocol) throws Failed {
    return succeed("socket", state -> (int) SOCKET.invokeExact(state, family, type, protocol));
  }

  static void bind(int socket, MemorySegment address) throws Failed {
    succeed(
        "bind", state -> (int) BIND.invokeExact(state, socket, address, (int) address.byteSize()));
  }

  static void setOption(int socket, int level, int option, MemorySegment value) throws Failed {
    succeed(
        "option " + option,
        state ->
            (int)
                SET_OPTION.invokeExact(
                    state, socket, level, option, value, (int) value.byteSize()));
  }

  static void setOption(int socket, int level, int option, int value) throws Failed {
    try (Arena arena = Arena.ofConfined()) {
      setOption(socket, level, option, arena.allocateFrom(JAVA_INT, value));
    }
  }

  static void getOption(int socket, int level, int option, MemorySegment into) throws Failed {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment length = arena.allocateFrom(JAVA_INT, (int) into.byteSize());
      succeed(
          "option " + option,
          state -> (int) GET_OPTION.invokeExact(state, socket, level, option, into, length));
    }
  }

  /// What is behind a descriptor, as memory.
  static MemorySegment map(int descriptor, long octets) throws Failed {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment at =
          LibPcap.call(
              () ->
                  (MemorySegment)
                      MAP.invokeExact(
                          state,
                          MemorySegment.NULL,
                          octets,
                          PROT_READ_WRITE,
                          MAP_SHARED,
                          descriptor,
                          0L));
      if (at.address() == -1) {
        throw new Failed("mmap", state);
      }
      return at.reinterpret(octets);
    }
  }

  static void unmap(MemorySegment memory) throws Failed {
    succeed("munmap", state -> (int) UNMAP.invokeExact(state, memory, memory.byteSize()));
  }

  /// An extended attribute of a file; empty where it has none.
  static Optional<byte[]> attribute(Path file, String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment path = arena.allocateFrom(file.toString());
      MemorySegment called = arena.allocateFrom(name);
      MemorySegment value = arena.allocate(ATTRIBUTE_OCTETS);
      long length =
          LibPcap.call(
              () -> (long) GET_ATTRIBUTE.invokeExact(state, path, called, value, value.byteSize()));
      return length < 0
          ? Optional.empty()
          : Optional.of(value.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    }
  }

  static void close(int descriptor) throws Failed {
    succeed("close", state -> (int) CLOSE.invokeExact(state, descriptor));
  }

  /// Waits for one descriptor, for itself alone.
  static final class Waiting implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = arena.allocate(STATE);
    private final MemorySegment asked = arena.allocate(POLL_OCTETS, 4);

    Waiting(int descriptor) {
      asked.set(JAVA_INT, 0, descriptor);
      asked.set(JAVA_SHORT, 4, (short) POLLIN);
    }

    /// Until there is something to read, or something is wrong, or so long.
    ///
    /// @return POLL… bits; 0 for nothing
    int await(int millis) {
      asked.set(JAVA_SHORT, 6, (short) 0);
      LibPcap.call(() -> (int) POLL.invokeExact(state, asked, 1L, millis));
      return asked.get(JAVA_SHORT, 6);
    }

    @Override
    public void close() {
      arena.close();
    }
  }
}
