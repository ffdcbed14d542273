package weir.decode.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowBatch;

/// Files of nfcapd and its family, as nfdump 1.7 writes them (file layout 2) and as 1.6 and 1.5 did
/// (layout 1), of either byte order and every compression.
///
/// ```
/// file 1  magic u16 0xA50C, layout u16, flags u32, blocks u32, name 128 bytes, sums 136 bytes
/// file 2  magic u16 0xA50C, layout u16, version u32, created s64, compression u8, encryption u8,
///         appendix blocks u16, unused u32, appendix offset s64, block size u32, blocks u32
/// block   records u32, size u32, type u16, flags u16, then `size` bytes, packed as the file says
/// ```
///
/// Counters that nfcapd has already multiplied by the sampling rate come with a rate of 1, so that
/// nobody multiplies them twice; others have the rate of the sampler that the file has a record of,
/// or none that is known.
public final class NfcapdFile implements FlowFile {
  private static final int MAGIC = 0xa50c;
  private static final int LAYOUT = 2;
  private static final int OLD_LAYOUT = 1;
  private static final int OLD_HEADER_BYTES = 276;
  private static final int OLD_RECORDS = 2;
  private static final int OLDEST_RECORDS = 1;
  private static final int HEADER_BYTES = 40;
  private static final int BLOCK_HEADER_BYTES = 12;
  private static final int MOST_BLOCK_BYTES = 64 << 20;

  /// nfdump 1.7 leaves the block size empty and writes no larger ones.
  private static final int USUAL_BLOCK_BYTES = 8 << 20;

  private static final int RECORDS = 3;
  private static final int MORE_RECORDS = 4;
  private static final int UNPACKED = 1;

  private final String name;
  private final InputStream in;
  private final long sizeBytes;
  private final AtomicLong readBytes = new AtomicLong();
  private final List<String> remarks = new ArrayList<>();
  private final ByteOrder order;
  private final BlockPacking packing;
  private final int blockBytes;
  private final int layout;
  private final NfcapdReader records;
  private final NfcapdReader firstRecords = new NfcapdFirstRecords();

  /// Of the block.
  private NfcapdReader reader;

  private ByteBuffer block = ByteBuffer.allocate(0);
  private byte[] room = new byte[0];
  private long blockAt;
  private long damagedBlocks;

  private NfcapdFile(String name, InputStream in, long sizeBytes) throws IOException {
    this.name = name;
    this.in = in;
    this.sizeBytes = sizeBytes;
    byte[] start = in.readNBytes(HEADER_BYTES);
    readBytes.set(start.length);
    if (!recognises(start)) {
      throw damaged(0, "the magic number of an nfcapd file, 0xA50C", null);
    }
    order = (start[0] & 0xff) == 0x0c ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    if (start.length < HEADER_BYTES) {
      throw damaged(start.length, "a header of " + HEADER_BYTES + " bytes", null);
    }
    ByteBuffer header = ByteBuffer.wrap(start).order(order);
    layout = header.getShort(2) & 0xffff;
    if (layout != LAYOUT && layout != OLD_LAYOUT) {
      throw new IOException(
          name
              + ", byte 2: expected file layout 2 (nfdump 1.7) or 1 (1.6 and 1.5), found "
              + layout
              + ". Convert it with nfdump 1.7: nfdump -r FILE -w NEW");
    }
    if (layout == OLD_LAYOUT) {
      byte[] more = in.readNBytes(OLD_HEADER_BYTES - HEADER_BYTES);
      readBytes.addAndGet(more.length);
      if (more.length < OLD_HEADER_BYTES - HEADER_BYTES) {
        throw damaged(HEADER_BYTES + more.length, "a header of 276 bytes", null);
      }
      packing = oldPacking(header.getInt(4));
      blockBytes = 0;
      records = new NfcapdOldRecords();
      reader = records;
      return;
    }
    records = new NfcapdRecords();
    reader = records;
    if (start[17] != 0) {
      throw damaged(17, "a file that is not encrypted", null);
    }
    packing = BlockPacking.of(start[16]);
    blockBytes = header.getInt(32);
    if (packing == BlockPacking.UNKNOWN) {
      throw damaged(16, "a compression that Weir knows (none, LZO, BZ2, LZ4, ZSTD)", null);
    }
    if (blockBytes < 0 || blockBytes > MOST_BLOCK_BYTES) {
      throw damaged(32, "blocks of at most " + MOST_BLOCK_BYTES + " bytes", null);
    }
  }

  /// By the flags of layout 1.
  private static BlockPacking oldPacking(int flags) {
    return (flags & 1) != 0
        ? BlockPacking.LZO
        : (flags & 8) != 0
            ? BlockPacking.BZ2
            : (flags & 16) != 0 ? BlockPacking.LZ4 : BlockPacking.NONE;
  }

  /// Opens a file and reads its header.
  public static NfcapdFile open(Path file) throws IOException {
    return open(file, file.toString());
  }

  /// @param name for messages
  public static NfcapdFile open(Path file, String name) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20);
    try {
      return new NfcapdFile(name, in, Files.size(file));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /// One that is read forward as it comes, and has no size: a pipe, standard input.
  ///
  /// @param name for messages
  /// @param in closed with this, and when this fails
  public static NfcapdFile stream(String name, InputStream in) throws IOException {
    try {
      return new NfcapdFile(name, in, 0);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /// Whether a file that starts so is one.
  public static boolean recognises(byte[] start) {
    if (start.length < 2) {
      return false;
    }
    int first = start[0] & 0xff;
    int second = start[1] & 0xff;
    return (first << 8 | second) == MAGIC || (second << 8 | first) == MAGIC;
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public long readBytes() {
    return readBytes.get();
  }

  @Override
  public boolean read(FlowBatch into) throws IOException {
    while (!into.isFull()) {
      if (!block.hasRemaining()) {
        ByteBuffer next = nextBlock();
        if (next == null) {
          return false;
        }
        block = next;
      } else {
        readRecord(into);
      }
    }
    return true;
  }

  private void readRecord(FlowBatch into) {
    int start = block.position();
    int least = reader.sizeAt() + 2;
    int size = block.remaining() < least ? 0 : block.getShort(start + reader.sizeAt()) & 0xffff;
    if (size < least || size > block.remaining()) {
      if (damagedBlocks++ == 0) {
        remarks.add(
            name
                + ": the block at byte "
                + blockAt
                + " has a record of "
                + size
                + " bytes at its byte "
                + start
                + "; the rest of the block is left out");
      }
      block.position(block.limit());
      return;
    }
    reader.read(block.slice(start, size).order(order), into);
    block.position(start + size);
  }

  /// The next block of records, unpacked; null at the end, or where the file breaks off.
  private @Nullable ByteBuffer nextBlock() throws IOException {
    while (true) {
      blockAt = readBytes.get();
      byte[] start = in.readNBytes(BLOCK_HEADER_BYTES);
      readBytes.addAndGet(start.length);
      if (start.length < BLOCK_HEADER_BYTES) {
        if (start.length > 0) {
          brokenOff();
        }
        return null;
      }
      ByteBuffer header = ByteBuffer.wrap(start).order(order);
      int size = header.getInt(4);
      int type = header.getShort(8) & 0xffff;
      boolean unpacked = (header.getShort(10) & UNPACKED) != 0;
      if (size < 0 || size > MOST_BLOCK_BYTES) {
        throw damaged(blockAt + 4, "a block of at most " + MOST_BLOCK_BYTES + " bytes", null);
      }
      byte[] data = in.readNBytes(size);
      readBytes.addAndGet(data.length);
      if (data.length < size) {
        brokenOff();
        return null;
      }
      boolean hasRecords =
          layout == OLD_LAYOUT
              ? type == OLD_RECORDS || type == OLDEST_RECORDS
              : type == RECORDS || type == MORE_RECORDS;
      if (hasRecords) {
        reader = layout == OLD_LAYOUT && type == OLDEST_RECORDS ? firstRecords : records;
        return unpack(data, unpacked);
      }
    }
  }

  private ByteBuffer unpack(byte[] data, boolean unpacked) throws IOException {
    if (unpacked || packing == BlockPacking.NONE) {
      return ByteBuffer.wrap(data).order(order);
    }
    try {
      if (room.length == 0) {
        room = new byte[Math.max(blockBytes, USUAL_BLOCK_BYTES)];
      }
      return ByteBuffer.wrap(room, 0, packing.unpack(data, room)).slice().order(order);
    } catch (IOException e) {
      throw damaged(blockAt, "a block packed with " + packing, e);
    }
  }

  private void brokenOff() {
    remarks.add(name + " breaks off in the block at byte " + blockAt + "; all before it was read");
  }

  private IOException damaged(long at, String expected, @Nullable IOException cause) {
    return new IOException(
        name
            + ", byte "
            + at
            + ": expected "
            + expected
            + ". Check with nfdump -v whether the file is whole, and copy it again.",
        cause);
  }

  /// What was lacking; records of kinds that Weir does not know are counted.
  @Override
  public List<String> remarks() {
    List<String> all = new ArrayList<>(remarks);
    if (damagedBlocks > 1) {
      all.add((damagedBlocks - 1) + " later blocks are damaged too and were read in part");
    }
    long unknown = records.unknown() + firstRecords.unknown();
    if (unknown > 0) {
      all.add(unknown + " records of kinds that Weir does not know were left out");
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
