package weir.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.decode.file.NfcapdFile;

/// Whatever is in the blocks of a file of nfdump 1.6 or 1.5 (types 2 and 1). An input is a byte for
/// the order of octets (bit 0) and how blocks are packed (bits 1 to 3), one for the type of the
/// block, and its records: so no octet is wasted on a header that is always the same.
class NfcapdOldBlocksFuzzTest {
  private static final int HEADER_BYTES = 276;
  private static final int[] PACKINGS = {0, 0, 0, 0, 0, 1, 8, 16};

  static List<Arguments> seeds() {
    List<Arguments> seeds = new ArrayList<>();
    for (int big : new int[] {0, 1}) {
      ByteOrder order = big == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      for (int flow : new int[] {1, 10}) {
        ByteBuffer input = ByteBuffer.allocate(512).order(order);
        input.put((byte) big).put((byte) 2);
        map(input, 1, 4, 5, 8, 9, 10, 11, 13, 14, 22, 23, 24);
        map(input, 2);
        flow(input, flow, 2, 0);
        flow(input, flow, 1, 7);
        exporter(input);
        byte[] octets = new byte[input.flip().remaining()];
        input.get(octets);
        seeds.add(Seeds.seed(order + ", flows of type " + flow, octets));
      }
      seeds.add(Seeds.seed(order + ", nfdump 1.5", first(big, order)));
    }
    return seeds;
  }

  private static byte[] first(int big, ByteOrder order) {
    ByteBuffer out = ByteBuffer.allocate(2 + 52).order(order).put((byte) big).put((byte) 1);
    out.putInt(0).putShort((short) 52).putShort((short) 0).putInt(0);
    for (int i = 0; i < 10; i++) {
      out.putInt(0x0106_0011 + i);
    }
    return out.array();
  }

  private static void map(ByteBuffer out, int id, int... extensions) {
    int from = out.position();
    out.putShort((short) 2).putShort((short) 0).putShort((short) id).putShort((short) 0);
    for (int extension : extensions) {
      out.putShort((short) extension);
    }
    out.putShort((short) 0);
    out.putShort(from + 2, (short) (out.position() - from));
  }

  private static void flow(ByteBuffer out, int type, int map, int flags) {
    int from = out.position();
    out.putShort((short) type).putShort((short) 0);
    if (type == 1) {
      out.put((byte) flags).put((byte) 3);
    } else {
      out.putShort((short) flags);
    }
    out.putShort((short) map).putShort((short) 250).putShort((short) 750);
    out.putInt(1_700_000_000).putInt(1_700_000_002).putInt(0x4012_0608).putInt(40_000 << 16 | 443);
    for (int i = 0; i < 30; i++) {
      out.putInt(0xc000_0201 + i);
    }
    out.putShort(from + 2, (short) (out.position() - from));
  }

  private static void exporter(ByteBuffer out) {
    out.putShort((short) 7).putShort((short) 32).putInt(9).putLong(0).putInt(0xc000_0201).putInt(0);
    out.putShort((short) 2).putShort((short) 3).putInt(77);
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void theirFlowsAreReadOrTheFileIsRefused(byte[] input) throws IOException {
    FlowFiles.readOrRefused(NfcapdFile::open, file(input), ".nfcapd");
  }

  private static byte[] file(byte[] input) {
    int how = input.length > 0 ? input[0] : 0;
    int type = input.length > 1 ? input[1] & 0xff : 2;
    int length = Math.max(0, input.length - 2);
    ByteBuffer out =
        ByteBuffer.allocate(HEADER_BYTES + 12 + length)
            .order((how & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 0xa50c).putShort((short) 1).putInt(PACKINGS[how >>> 1 & 7]).putInt(1);
    out.position(HEADER_BYTES);
    out.putInt(1).putInt(length).putShort((short) type).putShort((short) 0);
    if (length > 0) {
      out.put(input, 2, length);
    }
    return out.array();
  }
}
