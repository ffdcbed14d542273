package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import weir.decode.Decoding.Captured;
import weir.decode.netflow.FixedNetFlowTest;
import weir.flow.FlowField;

/// Whatever is done to a datagram of a real exporter: the batch is at its mark or has whole rows,
/// rows from before are untouched, and the next good datagram decodes.
class MutatedDatagramPropertyTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int ROWS_BEFORE = 8;
  private static final byte[] GOOD =
      FixedNetFlowTest.datagram(1).bytes(FixedNetFlowTest.record()).toBytes();
  private static final String GOOD_LINE = goodLine();

  /// A change of bytes at a place, which is a share of the datagram so that it shrinks with it.
  record Mutation(Kind kind, double place, int value) {
    enum Kind {
      CUT,
      BYTE,
      WORD,
      INSERT,
      DELETE,
      REPEAT
    }

    byte[] of(byte[] bytes) {
      int at = (int) (place * bytes.length);
      byte[] start = Arrays.copyOf(bytes, at);
      byte[] end = Arrays.copyOfRange(bytes, at, bytes.length);
      int some = Math.min(end.length, value & 0xff);
      return switch (kind) {
        case CUT -> start;
        case BYTE -> overwritten(bytes, at, value);
        case WORD -> overwritten(overwritten(bytes, at, value >>> 8), at + 1, value);
        case INSERT -> joined(start, new byte[] {(byte) (value >>> 8), (byte) value}, end);
        case DELETE -> joined(start, Arrays.copyOfRange(end, some, end.length));
        case REPEAT -> joined(start, Arrays.copyOf(end, some), end);
      };
    }

    private static byte[] overwritten(byte[] bytes, int at, int value) {
      byte[] changed = bytes.clone();
      if (at < changed.length) {
        changed[at] = (byte) value;
      }
      return changed;
    }

    private static byte[] joined(byte[]... parts) {
      var out = new java.io.ByteArrayOutputStream();
      for (byte[] part : parts) {
        out.writeBytes(part);
      }
      return out.toByteArray();
    }
  }

  @Provide
  Arbitrary<List<Captured>> exports() throws IOException {
    return Arbitraries.of(Decoding.sampleCaptures().toList())
        .map(MutatedDatagramPropertyTest::datagrams);
  }

  @Provide
  Arbitrary<Mutation> mutations() {
    Arbitrary<Integer> values =
        Arbitraries.oneOf(
            Arbitraries.of(0, 1, 2, 3, 4, 0xff, 0xffff, 0x7fff, 0x8000),
            Arbitraries.integers().between(0, 0xffff));
    return Combinators.combine(
            Arbitraries.of(Mutation.Kind.class),
            Arbitraries.doubles().between(0, true, 1, false).ofScale(4),
            values)
        .as(Mutation::new);
  }

  @Property
  void leavesTheBatchAtItsMarkOrWithWholeRows(
      @ForAll("exports") List<Captured> exports,
      @ForAll int which,
      @ForAll @Size(min = 1, max = 4) List<@From("mutations") Mutation> mutations) {
    Decoding decoding = afterAll(exports);
    List<String> before = decoding.lines();
    Captured captured = exports.get(Math.floorMod(which, exports.size()));
    byte[] bytes = captured.bytes();
    for (Mutation mutation : mutations) {
      bytes = mutation.of(bytes);
    }
    byte[] bad = bytes;

    int added = assertTimeoutPreemptively(LONG, () -> decoding.decode(captured.datagram(), bad));

    assertEquals(before.size() + added, decoding.batch.rows(), "rows that it has added");
    for (int row = before.size(); row < decoding.batch.rows(); row++) {
      assertNotEquals(0, decoding.batch.get(FlowField.TYPE, row), "a row without a type");
    }
    assertEquals(before, decoding.lines().subList(0, before.size()), "rows from before");
    assertEquals(1, decoding.decode("192.0.2.99", GOOD), "rows of the next good datagram");
    assertEquals(GOOD_LINE, decoding.lines().getLast());
  }

  private static String goodLine() {
    var decoding = new Decoding();
    decoding.decode("192.0.2.99", GOOD);
    return decoding.lines().getFirst();
  }

  /// A decoder that knows the exporters, and a batch with some of their flows.
  private static Decoding afterAll(List<Captured> exports) {
    var decoding = new Decoding();
    for (Captured export : exports) {
      decoding.decode(export.datagram(), export.bytes());
    }
    decoding.batch.rollback(Math.min(ROWS_BEFORE, decoding.batch.rows()));
    return decoding;
  }

  private static List<Captured> datagrams(Path capture) {
    try {
      return Decoding.datagrams(capture);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
