package weir.enrich.table;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.DeserializationException;
import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A database of networks as MaxMind, IPinfo and DB-IP give them (MaxMind DB file format 2.0), read
/// by MaxMind's library.
///
/// That trusts what it reads. So what it says is asked for address after address, which takes 128
/// steps each at most whatever leads where in a damaged file, and as records of texts and numbers,
/// so that nothing is made as large as the file says it is.
final class Mmdb {
  /// Zeros between the tree and the data.
  private static final int GAP = 16;

  private static final long MAPPED = 0xffffL << 32;
  private static final int MOST_BITS = 128;
  private static final int V4_BITS = 32;

  /// No name of anything is longer.
  private static final int LONGEST_TEXT = 1000;

  private final Reader reader;
  private final long nodes;
  private final boolean six;

  private Mmdb(Reader reader, long octets) throws Malformed {
    this.reader = reader;
    Metadata about = reader.getMetadata();
    nodes = about.nodeCount();
    six = about.ipVersion() != 4;
    int bits = about.recordSize();
    if ((bits != 24 && bits != 28 && bits != 32)
        || nodes < 0
        || nodes > octets
        || nodes * bits / 4 + GAP > octets) {
      throw new Malformed("", "the database does not have the tree that it speaks of");
    }
  }

  /// Not mapped: a mapped file that somebody cuts ends the process.
  ///
  /// @param most octets that it may have
  /// @throws Malformed if it is none, or damaged
  static Mmdb of(File file, long most) throws IOException {
    if (file.length() > most) {
      throw tooLarge();
    }
    return of(() -> new Reader(file, Reader.FileMode.MEMORY, new PointedTo()), file.length());
  }

  /// @param most octets that it may have
  /// @throws Malformed if it is none, or damaged
  static Mmdb of(InputStream octets, long most) throws IOException {
    return of(() -> new Reader(octets, new PointedTo()), most);
  }

  /// Ends the reading of what is.
  static Malformed tooLarge() {
    return new Malformed("", "it is larger than 1 GiB, which is no table of networks");
  }

  private interface Opening {
    Reader open() throws IOException;
  }

  private static Mmdb of(Opening opening, long octets) throws IOException {
    try {
      return new Mmdb(opening.open(), octets);
    } catch (com.maxmind.db.InvalidDatabaseException e) {
      throw String.valueOf(e.getMessage()).contains("marker")
          ? new Malformed("", "it is no database of MaxMind's format, or its end is missing")
          : ofItself();
    } catch (CharacterCodingException
        | RuntimeException
        | StackOverflowError
        | OutOfMemoryError e) {
      throw ofItself(); // of one array that is said to have millions of items
    }
  }

  private static Malformed ofItself() {
    return new Malformed("", "what the database says of itself is damaged");
  }

  /// "GeoLite2-ASN".
  String type() {
    String told = reader.getMetadata().databaseType();
    return told == null ? "" : AsName.quotable(told);
  }

  /// When it was made, in seconds since 1970; 0 if it does not say.
  long madeSeconds() {
    java.math.BigInteger told = reader.getMetadata().buildEpoch();
    return told == null || told.bitLength() > 62 ? 0 : told.longValue();
  }

  /// Hears of every network that there is data of.
  @FunctionalInterface
  interface Visitor<T> {
    void network(Network network, T data) throws IOException;
  }

  /// Goes through all networks, by their addresses. IPv4 comes once, though the tree leads there in
  /// several ways.
  ///
  /// @param shapes records whose components are called as in the database
  /// @throws Malformed if something is of none of them, too
  <T> void walk(List<Class<? extends T>> shapes, Visitor<T> visitor) throws IOException {
    new Walk<>(shapes, visitor).walk();
  }

  private final class Walk<T> {
    private final List<Class<? extends T>> shapes;
    private final Visitor<T> visitor;

    /// What fitted last fits next, as a rule.
    private int usual;

    /// A tree has one end more than it has nodes; IPv4's may be found in four ways.
    private long left = 4 * (nodes + 1) + MOST_BITS;

    Walk(List<Class<? extends T>> shapes, Visitor<T> visitor) {
      this.shapes = shapes;
      this.visitor = visitor;
    }

    void walk() throws IOException {
      long next = 0;
      while (next < 1L << V4_BITS) {
        next += 1L << (V4_BITS - visit(0, MAPPED | next, true));
      }
      long high = 0;
      long low = 1L << V4_BITS; // behind ::/96, which is IPv4's
      while (six) {
        int bits;
        if (high == 0 && low == MAPPED) {
          bits = MOST_BITS - V4_BITS;
        } else if (low == 0 && isAlias(high, 0x2002L << 48, 16)) { // 6to4
          bits = 16;
        } else if (low == 0 && isAlias(high, 0x2001L << 48, 32)) { // Teredo
          bits = 32;
        } else {
          bits = visit(high, low, false);
        }
        low = (low | (bits <= 64 ? -1L : PrefixTable.ones(MOST_BITS - bits))) + 1;
        if (low == 0) {
          high = (bits >= 64 ? high : high | PrefixTable.ones(64 - bits)) + 1;
          if (high == 0) {
            return;
          }
        }
      }
    }

    /// Length of the network that an address is in.
    private int visit(long high, long low, boolean four) throws IOException {
      if (left-- == 0) {
        throw new Malformed("", "the tree of the database leads in a circle");
      }
      InetAddress address = address(high, low, four);
      DatabaseRecord<? extends T> found = any(address);
      int bits = found.network().prefixLength();
      T data = found.data();
      if (data != null) {
        int all = four ? bits + MOST_BITS - V4_BITS : bits;
        visitor.network(new Network(high, low, all), data);
      }
      return bits;
    }

    private DatabaseRecord<? extends T> any(InetAddress address) throws Malformed {
      for (int tried = 1; ; tried++) {
        try {
          return ask(address, shapes.get(usual));
        } catch (DeserializationException e) {
          if (tried == shapes.size()) {
            throw strange(address);
          }
          usual = (usual + 1) % shapes.size();
        }
      }
    }

    /// Whether the tree leads to IPv4 from here, which is not to come twice.
    private boolean isAlias(long high, long start, int bits) throws Malformed {
      return high == start
          && leadsToV4(high, bits, 0)
          && leadsToV4(high, bits, 1L << (V4_BITS - 1));
    }

    private boolean leadsToV4(long high, int bits, long v4) throws Malformed {
      int there = length(address(high | v4 << (64 - V4_BITS - bits), 0, false));
      return there == bits + length(address(0, MAPPED | v4, true));
    }

    private int length(InetAddress address) throws Malformed {
      try {
        return ask(address, Nothing.class).network().prefixLength();
      } catch (DeserializationException e) {
        throw strange(address);
      }
    }
  }

  /// What is asked for where only the tree is of interest.
  ///
  /// @param nothing which no database has
  public record Nothing(@Nullable String nothing) {}

  private <T> DatabaseRecord<T> ask(InetAddress address, Class<T> shape) throws Malformed {
    try {
      return reader.getRecord(address, shape);
    } catch (DeserializationException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new Malformed(
          "what it says of " + address.getHostAddress(),
          e instanceof StackOverflowError
              ? "the data is nested without end"
              : "the data ends too early, or leads nowhere");
    }
  }

  private static Malformed strange(InetAddress address) {
    return new Malformed(
        "what it says of " + address.getHostAddress(), "it has lists or numbers where names are");
  }

  private static InetAddress address(long high, long low, boolean four) {
    try {
      return InetAddress.getByAddress(
          four
              ? ByteBuffer.allocate(4).putInt((int) low).array()
              : ByteBuffer.allocate(16).putLong(high).putLong(low).array());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // which is thrown for other lengths alone
    }
  }

  /// A text of a record; "" without one.
  static String text(@Nullable String told) throws Malformed {
    if (told != null && told.length() > LONGEST_TEXT) {
      throw new Malformed("", "it has a name of " + told.length() + " letters");
    }
    return told == null ? "" : told;
  }
}
