package weir.enrich.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.flow.IpAddress;

/// A database of networks as MaxMind, IPinfo and DB-IP give them (MaxMind DB file format 2.0): a
/// binary tree over the bits of an address, whose leaves lead to data.
final class Mmdb {
  private static final byte[] MARK =
      "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

  /// The metadata is in the last octets of a file, by its specification.
  private static final int END = 128 << 10;

  /// Zeros between the tree and the data.
  private static final int GAP = 16;

  private static final long MAPPED = 0xffffL << 32;
  private static final int MOST_BITS = 128;

  private final ByteBuffer octets;
  private final MmdbData data;
  private final Map<String, Object> about;
  private final long nodes;
  private final int recordBits;
  private final int addressBits;

  /// Where IPv4 begins in the tree.
  private final long v4Start;

  private Mmdb(ByteBuffer octets, int metadata) throws Malformed {
    this.octets = octets;
    Object told = new MmdbData(octets, metadata).value(0);
    if (!(told instanceof Map<?, ?>)) {
      throw Malformed.atByte(metadata, "what the database says of itself is damaged");
    }
    about = MmdbData.map(told);
    nodes = number("node_count");
    recordBits = (int) number("record_size");
    addressBits = number("ip_version") == 4 ? 32 : MOST_BITS;
    long tree = nodes * recordBits / 4;
    if ((recordBits != 24 && recordBits != 28 && recordBits != 32) || tree + GAP > metadata) {
      throw Malformed.atByte(metadata, "the database does not have the tree that it speaks of");
    }
    data = new MmdbData(octets, (int) tree + GAP);
    long start = 0;
    for (int i = 0; i < MOST_BITS - 32 && addressBits == MOST_BITS && start < nodes; i++) {
      start = record(start, 0);
    }
    v4Start = start;
  }

  /// Whether a file is one, which its end tells.
  static boolean is(ByteBuffer octets) {
    return metadata(octets) >= 0;
  }

  /// @param octets a whole file; not changed
  /// @throws Malformed if it is damaged
  static Mmdb of(ByteBuffer octets) throws Malformed {
    int metadata = metadata(octets);
    if (metadata < 0) {
      throw new Malformed("", "it is no database of MaxMind's format, or its end is missing");
    }
    return new Mmdb(octets, metadata);
  }

  private static int metadata(ByteBuffer octets) {
    int size = octets.limit();
    for (int at = size - MARK.length; at >= Math.max(0, size - END); at--) {
      int same = 0;
      while (same < MARK.length && octets.get(at + same) == MARK[same]) {
        same++;
      }
      if (same == MARK.length) {
        return at + MARK.length;
      }
    }
    return -1;
  }

  private long number(String name) {
    return about.get(name) instanceof Number number ? number.longValue() : 0;
  }

  /// "GeoLite2-ASN".
  String type() {
    return about.get("database_type") instanceof String type ? type : "";
  }

  /// When it was made, in seconds since 1970; 0 if it does not say.
  long madeSeconds() {
    return number("build_epoch");
  }

  /// What is said of an address; empty if nothing.
  Map<String, Object> find(long high, long low) throws Malformed {
    long at = leaf(high, low);
    return at < 0 ? Map.of() : data(at);
  }

  /// Where the data of an address is; -1 if there is none. The same place is the same data.
  long leaf(long high, long low) throws Malformed {
    boolean four = IpAddress.isV4(high, low);
    if (!four && addressBits == 32) {
      return -1;
    }
    long node = four ? v4Start : 0;
    for (int bit = four ? MOST_BITS - 32 : 0; bit < MOST_BITS && node < nodes; bit++) {
      node = record(node, bit(high, low, bit));
    }
    return node <= nodes ? -1 : node;
  }

  /// What a leaf leads to.
  Map<String, Object> data(long leaf) throws Malformed {
    return MmdbData.map(data.value(leaf - nodes - GAP));
  }

  private static int bit(long high, long low, int bit) {
    return (int) ((bit < 64 ? high >>> (63 - bit) : low >>> (127 - bit)) & 1);
  }

  private long record(long node, int side) throws Malformed {
    int at = (int) (node * recordBits / 4);
    return switch (recordBits) {
      case 24 -> unsigned(at + 3 * side, 3);
      case 28 -> {
        long middle = octets.get(at + 3) & 0xff;
        yield side == 0
            ? (middle & 0xf0) << 20 | unsigned(at, 3)
            : (middle & 0x0f) << 24 | unsigned(at + 4, 3);
      }
      default -> unsigned(at + 4 * side, 4);
    };
  }

  private long unsigned(int at, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | (octets.get(at + i) & 0xff);
    }
    return value;
  }

  /// Hears of every network that there is data of.
  @FunctionalInterface
  interface Visitor {
    void network(Network network, long leaf) throws IOException;
  }

  private record Step(long node, long high, long low, int bits) {}

  /// Goes through all networks, by their addresses. IPv4 comes once, though the tree leads there in
  /// several ways.
  void walk(Visitor visitor) throws IOException {
    boolean six = addressBits == MOST_BITS;
    Deque<Step> open = new ArrayDeque<>();
    open.push(new Step(0, 0, six ? 0 : MAPPED, six ? 0 : MOST_BITS - 32));
    long visited = 0;
    while (!open.isEmpty()) {
      Step step = open.pop();
      boolean four = six && step.bits() == MOST_BITS - 32 && (step.high() | step.low()) == 0;
      if (four) {
        step = new Step(step.node(), 0, MAPPED, step.bits());
      } else if (six && v4Start < nodes && step.node() == v4Start && step.bits() < MOST_BITS - 31) {
        continue; // as 6to4, or mapped
      }
      if (step.node() > nodes) {
        visitor.network(new Network(step.high(), step.low(), step.bits()), step.node());
      } else if (step.node() < nodes) {
        if (step.bits() == MOST_BITS || ++visited > nodes) {
          throw new Malformed("", "the tree of the database leads in a circle");
        }
        open.push(below(step, 1));
        open.push(below(step, 0));
      }
    }
  }

  private Step below(Step step, int side) throws Malformed {
    int bit = step.bits();
    long high = bit < 64 ? step.high() | (long) side << (63 - bit) : step.high();
    long low = bit < 64 ? step.low() : step.low() | (long) side << (127 - bit);
    return new Step(record(step.node(), side), high, low, bit + 1);
  }

  /// The number or text at the end of a path of names; null without one.
  static @Nullable Object at(Map<String, Object> data, String... path) {
    Object here = data;
    for (String name : path) {
      here = here instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return here;
  }
}
