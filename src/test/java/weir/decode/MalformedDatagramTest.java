package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.decode.Decoding.Captured;
import weir.decode.netflow.FixedNetFlowTest;
import weir.flow.FlowField;
import weir.wire.WireWriter;

/// Whatever is done to datagrams: nothing is thrown, a broken one gives whole rows, and the next
/// good one decodes.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MalformedDatagramTest {
  private static final int ROUNDS = 20;

  static Stream<Path> captures() throws IOException {
    return Decoding.sampleCaptures();
  }

  @ParameterizedTest
  @MethodSource("captures")
  void cutAnywhereItGivesTheFirstOfItsRows(Path capture) throws IOException {
    var decoding = new Decoding();
    for (Captured captured : Decoding.datagrams(capture)) {
      decoding.batch.reset();
      int rows = decoding.decode(captured.datagram(), captured.bytes());
      List<String> whole = decoding.lines().subList(decoding.batch.rows() - rows, rows);
      for (int length = 0; length < captured.bytes().length; length++) {
        String cut = "cut at " + length;
        decodeBad(decoding, captured, Arrays.copyOf(captured.bytes(), length), cut);
        List<String> left = decoding.lines();
        assertEquals(whole.subList(0, Math.min(left.size(), whole.size())), left, cut);
      }
      assertNextDecodes(decoding);
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void withBytesOverwrittenItGivesWholeRows(Path capture) throws IOException {
    long seed = Long.getLong("test.seed", System.nanoTime());
    var random = new Random(seed);
    var decoding = new Decoding();
    List<Captured> datagrams = Decoding.datagrams(capture);
    for (int round = 0; round < ROUNDS; round++) {
      for (Captured captured : datagrams) {
        byte[] bytes = captured.bytes().clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        decodeBad(decoding, captured, bytes, "-Dtest.seed=" + seed);
      }
      assertNextDecodes(decoding);
    }
  }

  private static void decodeBad(
      Decoding decoding, Captured captured, byte[] bytes, String situation) {
    decoding.batch.reset();
    int rows = decoding.decode(captured.datagram(), bytes);
    for (int row = 0; row < rows; row++) {
      assertTrue(decoding.batch.get(FlowField.TYPE, row) != 0, situation);
    }
    for (FlowField field : FlowField.all()) {
      assertEquals(0, decoding.batch.get(field), () -> situation + ": left over in " + field);
    }
  }

  private static void assertNextDecodes(Decoding decoding) {
    WireWriter good = FixedNetFlowTest.datagram(1).bytes(FixedNetFlowTest.record());
    assertEquals(1, decoding.decode("192.0.2.99", good.toBytes()));
  }
}
