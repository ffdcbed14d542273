package weir.enrich.table;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/// Dumps of the routes that a router or a collector has: MRT's TABLE_DUMP_V2 (RFC 6396, with
/// several paths a peer RFC 8050), as RouteViews, RIPE RIS and BIRD write them.
///
/// A prefix gets the origin that most of its routes have; of two that as many have, the lower.
final class Mrt {
  private static final int TABLE_DUMP = 12;
  private static final int TABLE_DUMP_V2 = 13;
  private static final int BGP4MP = 16;
  private static final int BGP4MP_ET = 17;

  private static final int PEER_INDEX_TABLE = 1;
  private static final int RIB_IPV4_UNICAST = 2;
  private static final int RIB_IPV6_UNICAST = 4;
  private static final int RIB_IPV4_UNICAST_ADDPATH = 8;
  private static final int RIB_IPV6_UNICAST_ADDPATH = 10;
  private static final int MOST_SUBTYPE = 12;

  private static final int HEADER = 12;
  private static final int LONGEST_RECORD = 1 << 26;
  private static final long MAPPED = 0xffffL << 32;

  private final InputStream in;
  private final Origins into;
  private final OriginVote vote = new OriginVote();
  private ByteBuffer record = ByteBuffer.allocate(1 << 16);
  private int[] peers = {};
  private long offset;
  private long updates;
  private long others;
  private long withoutOrigin;
  private long seconds;

  private Mrt(InputStream in, Origins into) {
    this.in = in;
    this.into = into;
  }

  /// Whether a file may be one, by its first octets.
  static boolean starts(byte[] start, int length) {
    if (length < HEADER) {
      return false;
    }
    ByteBuffer octets = ByteBuffer.wrap(start);
    int type = octets.getShort(4);
    int subtype = octets.getShort(6);
    int size = octets.getInt(8);
    return size >= 0
        && size <= LONGEST_RECORD
        && ((type == TABLE_DUMP_V2 && subtype >= 1 && subtype <= MOST_SUBTYPE)
            || (type == TABLE_DUMP && subtype >= 1 && subtype <= 2)
            || ((type == BGP4MP || type == BGP4MP_ET) && subtype >= 0 && subtype <= 11));
  }

  /// Reads all of it.
  ///
  /// @throws Malformed if it is damaged, or there is no route in it
  static void read(InputStream in, Origins into) throws IOException {
    new Mrt(in, into).read();
  }

  private void read() throws IOException {
    long routes = 0;
    while (next()) {
      long at = offset - record.limit() - HEADER;
      int type = record.getShort(4);
      int subtype = record.getShort(6);
      record.position(HEADER);
      try {
        if (type != TABLE_DUMP_V2) {
          updates += type == BGP4MP || type == BGP4MP_ET ? 1 : 0;
          others += type == BGP4MP || type == BGP4MP_ET ? 0 : 1;
        } else if (subtype == PEER_INDEX_TABLE) {
          seconds = Integer.toUnsignedLong(record.getInt(0));
          readPeers();
        } else if (subtype == RIB_IPV4_UNICAST || subtype == RIB_IPV4_UNICAST_ADDPATH) {
          routes++;
          readRoutes(true, subtype == RIB_IPV4_UNICAST_ADDPATH);
        } else if (subtype == RIB_IPV6_UNICAST || subtype == RIB_IPV6_UNICAST_ADDPATH) {
          routes++;
          readRoutes(false, subtype == RIB_IPV6_UNICAST_ADDPATH);
        } else {
          others++;
        }
      } catch (BufferUnderflowException | IllegalArgumentException e) {
        throw Malformed.atByte(at, "the record of MRT is damaged: it ends before what is in it");
      }
    }
    if (routes == 0) {
      throw new Malformed(
          "",
          updates > 0
              ? "it holds updates of BGP (BGP4MP), no table of routes; take a dump of a RIB"
              : "no table of routes is in it (TABLE_DUMP_V2)");
    }
    remark();
  }

  private void remark() {
    into.made(seconds);
    if (updates > 0) {
      into.remark(updates + " updates of BGP (BGP4MP) passed over");
    }
    if (others > 0) {
      into.remark(others + " records of MRT of other kinds passed over");
    }
    if (withoutOrigin > 0) {
      into.remark(withoutOrigin + " prefixes without an origin passed over");
    }
  }

  /// Reads the next record, header and all.
  private boolean next() throws IOException {
    record.clear();
    int got = in.readNBytes(record.array(), 0, HEADER);
    if (got == 0) {
      return false;
    }
    long length = got < HEADER ? 0 : Integer.toUnsignedLong(record.getInt(8));
    if (length > LONGEST_RECORD) {
      throw Malformed.atByte(offset, "no record of MRT is " + length + " octets long");
    }
    int whole = HEADER + (int) length;
    if (whole > record.capacity()) {
      ByteBuffer larger = ByteBuffer.allocate(Math.max(whole, record.capacity() * 2));
      larger.put(0, record, 0, HEADER);
      record = larger;
    }
    if (got < HEADER || in.readNBytes(record.array(), HEADER, (int) length) < length) {
      throw new EOFException("it ends within the record of MRT that begins at byte " + offset);
    }
    record.limit(whole);
    offset += whole;
    return true;
  }

  private void readPeers() {
    record.getInt(); // of the collector
    skip(Short.toUnsignedInt(record.getShort())); // the view's name
    peers = new int[Short.toUnsignedInt(record.getShort())];
    for (int i = 0; i < peers.length; i++) {
      int kind = record.get();
      skip(4 + ((kind & 1) == 0 ? 4 : 16));
      peers[i] = (kind & 2) == 0 ? Short.toUnsignedInt(record.getShort()) : record.getInt();
    }
  }

  private void readRoutes(boolean four, boolean paths) {
    record.getInt(); // its number
    int bits = Byte.toUnsignedInt(record.get());
    if (bits > (four ? 32 : 128)) {
      throw new IllegalArgumentException("a prefix of " + bits + " bits");
    }
    int octets = (bits + 7) / 8;
    long high = 0;
    long low = 0;
    for (int i = 0; i < octets; i++) {
      long octet = Byte.toUnsignedLong(record.get());
      if (four) {
        low |= octet << (24 - 8 * i);
      } else if (i < 8) {
        high |= octet << (56 - 8 * i);
      } else {
        low |= octet << (120 - 8 * i);
      }
    }
    vote.begin();
    int entries = Short.toUnsignedInt(record.getShort());
    for (int i = 0; i < entries; i++) {
      int peer = Short.toUnsignedInt(record.getShort());
      skip(paths ? 8 : 4); // since when, and which path
      int length = Short.toUnsignedInt(record.getShort());
      int end = record.position() + length;
      if (end > record.limit()) {
        throw new BufferUnderflowException();
      }
      vote.add(AsPath.origin(record, end, peer < peers.length ? peers[peer] : 0));
      record.position(end);
    }
    int origin = vote.winner();
    if (origin == 0) {
      withoutOrigin++;
    } else {
      into.add(new Network(high, four ? low | MAPPED : low, four ? bits + 96 : bits), origin);
    }
  }

  private void skip(int octets) {
    record.position(record.position() + octets);
  }
}
