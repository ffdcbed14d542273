package weir.capture.live;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The functions of libpcap (pcap(3PCAP)) that capture needs, bound once a process. It is part of
/// most systems and never brought along: where it is not found, or is too old, that is said with
/// what to do.
@SuppressWarnings("restricted") // what the launcher allows with --enable-native-access
final class LibPcap {
  /// PCAP_ERRBUF_SIZE.
  static final int ERROR_OCTETS = 256;

  private static final List<String> LINUX = List.of("libpcap.so.1", "libpcap.so.0.8", "libpcap.so");
  private static final List<String> MAC = List.of("/usr/lib/libpcap.A.dylib", "libpcap.dylib");

  final MethodHandle findAllDevices;
  final MethodHandle freeAllDevices;
  final MethodHandle create;
  final MethodHandle setSnapLength;
  final MethodHandle setPromiscuous;
  final MethodHandle setTimeout;
  final MethodHandle setBufferSize;
  final MethodHandle setPrecision;
  final MethodHandle activate;
  final MethodHandle setNonBlocking;
  final MethodHandle dataLink;
  final MethodHandle openDead;
  final MethodHandle compile;
  final MethodHandle setFilter;
  final MethodHandle freeCode;
  final MethodHandle next;

  /// Of what may be waited for on Linux; null elsewhere.
  final @Nullable MethodHandle selectable;

  final MethodHandle stats;
  final MethodHandle error;
  final MethodHandle systemText;
  final MethodHandle statusText;
  final MethodHandle close;
  private final MethodHandle version;

  private static final class Holder {
    private static final @Nullable LibPcap FOUND = open();
  }

  private LibPcap(SymbolLookup library) {
    findAllDevices = bind(library, "pcap_findalldevs", JAVA_INT, ADDRESS, ADDRESS);
    freeAllDevices = bind(library, "pcap_freealldevs", null, ADDRESS);
    create = bind(library, "pcap_create", ADDRESS, ADDRESS, ADDRESS);
    setSnapLength = bind(library, "pcap_set_snaplen", JAVA_INT, ADDRESS, JAVA_INT);
    setPromiscuous = bind(library, "pcap_set_promisc", JAVA_INT, ADDRESS, JAVA_INT);
    setTimeout = bind(library, "pcap_set_timeout", JAVA_INT, ADDRESS, JAVA_INT);
    setBufferSize = bind(library, "pcap_set_buffer_size", JAVA_INT, ADDRESS, JAVA_INT);
    setPrecision = bind(library, "pcap_set_tstamp_precision", JAVA_INT, ADDRESS, JAVA_INT);
    activate = bind(library, "pcap_activate", JAVA_INT, ADDRESS);
    setNonBlocking = bind(library, "pcap_setnonblock", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    dataLink = bind(library, "pcap_datalink", JAVA_INT, ADDRESS);
    openDead = bind(library, "pcap_open_dead", ADDRESS, JAVA_INT, JAVA_INT);
    compile =
        bind(library, "pcap_compile", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT);
    setFilter = bind(library, "pcap_setfilter", JAVA_INT, ADDRESS, ADDRESS);
    freeCode = bind(library, "pcap_freecode", null, ADDRESS);
    next = bind(library, "pcap_next_ex", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    selectable = isLinux() ? bind(library, "pcap_get_selectable_fd", JAVA_INT, ADDRESS) : null;
    stats = bind(library, "pcap_stats", JAVA_INT, ADDRESS, ADDRESS);
    error = bind(library, "pcap_geterr", ADDRESS, ADDRESS);
    systemText = bind(library, "pcap_strerror", ADDRESS, JAVA_INT);
    statusText = bind(library, "pcap_statustostr", ADDRESS, JAVA_INT);
    close = bind(library, "pcap_close", null, ADDRESS);
    version = bind(library, "pcap_lib_version", ADDRESS);
  }

  /// @throws CannotCapture if it is not there
  static LibPcap load() throws CannotCapture {
    LibPcap found = Holder.FOUND;
    if (found == null) {
      throw CannotCapture.forRights(missing());
    }
    return found;
  }

  static boolean isThere() {
    return Holder.FOUND != null;
  }

  private static String missing() {
    return "libpcap is not installed, so that Weir cannot capture packets by itself; "
        + (isWindows()
            ? "install Npcap (npcap.com)"
            : "install it: apt install libpcap0.8, dnf install libpcap, or your system's package");
  }

  private static @Nullable LibPcap open() {
    for (String name : isWindows() ? npcap() : isMac() ? MAC : LINUX) {
      Optional<SymbolLookup> library = lookup(name);
      if (library.isPresent()) {
        try {
          return new LibPcap(library.get());
        } catch (UnsatisfiedLinkError e) {
          // too old; another may be newer
        }
      }
    }
    return null;
  }

  private static List<String> npcap() {
    String root = System.getenv().getOrDefault("SystemRoot", "C:\\Windows");
    return List.of(root + "\\System32\\Npcap\\wpcap.dll", root + "\\System32\\wpcap.dll");
  }

  private static Optional<SymbolLookup> lookup(String name) {
    try {
      return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static boolean isWindows() {
    return system().contains("win") && !isMac();
  }

  static boolean isLinux() {
    return system().contains("linux");
  }

  static boolean isMac() {
    return system().contains("mac");
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT);
  }

  private static MethodHandle bind(
      SymbolLookup library,
      String name,
      @Nullable MemoryLayout result,
      MemoryLayout... parameters) {
    MemorySegment function =
        library.find(name).orElseThrow(() -> new UnsatisfiedLinkError("libpcap has no " + name));
    return Linker.nativeLinker()
        .downcallHandle(
            function,
            result == null
                ? FunctionDescriptor.ofVoid(parameters)
                : FunctionDescriptor.of(result, parameters));
  }

  /// "libpcap version 1.10.4 …".
  String version() {
    return text(call(() -> (MemorySegment) version.invokeExact()));
  }

  /// A call of a bound function, which throws nothing.
  interface Call<T> {
    T make() throws Throwable;
  }

  static <T> T call(Call<T> call) {
    try {
      return call.make();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /// A C string; empty for none.
  static String text(MemorySegment pointer) {
    return pointer.equals(MemorySegment.NULL) ? "" : pointer.reinterpret(4096).getString(0);
  }

  /// The adapters that may be captured on.
  List<Adapter> adapters() throws CannotCapture {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment first = arena.allocate(ADDRESS);
      MemorySegment message = arena.allocate(ERROR_OCTETS);
      if (call(() -> (int) findAllDevices.invokeExact(first, message)) != 0) {
        throw new CannotCapture("the adapters cannot be listed: " + message.getString(0));
      }
      List<Adapter> adapters = new ArrayList<>();
      MemorySegment list = first.get(ADDRESS, 0);
      try {
        for (MemorySegment at = list; !at.equals(MemorySegment.NULL); ) {
          // struct pcap_if { next, name, description, addresses, u32 flags }
          MemorySegment device = at.reinterpret(4 * ADDRESS.byteSize() + 4);
          int flags = device.get(JAVA_INT, 4 * ADDRESS.byteSize());
          adapters.add(
              Adapter.of(
                  text(device.get(ADDRESS, ADDRESS.byteSize())),
                  text(device.get(ADDRESS, 2 * ADDRESS.byteSize())),
                  (flags & 2) != 0,
                  (flags & 1) != 0));
          at = device.get(ADDRESS, 0);
        }
      } finally {
        call(
            () -> {
              freeAllDevices.invokeExact(list);
              return list;
            });
      }
      return adapters;
    }
  }
}
