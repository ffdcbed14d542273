package weir.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import weir.decode.DatagramDecoder;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.wire.WireReader;

/// Whatever several exporters send, nothing is thrown, a batch has whole rows, and flows of another
/// exporter come out as if nothing had been before.
class DatagramFuzzTest {
  private static final int SEED_BYTES = 4096;
  private static final int MARK = -1;

  private final FlowBatch batch = new FlowBatch();
  private List<Export> tail = List.of();
  private List<String> tailFlows = List.of();

  static List<Arguments> seeds() throws IOException {
    List<Arguments> seeds = new ArrayList<>();
    for (Path file : Seeds.files(".pcap")) {
      for (byte[] input : Export.inputs(Export.of(file), SEED_BYTES)) {
        seeds.add(Seeds.seed(file.getFileName() + " " + seeds.size(), input));
      }
    }
    return seeds;
  }

  @BeforeEach
  void decodeTheTailAlone() throws IOException {
    tail = Export.of(Seeds.FOLDER.resolve("good-tail.pcap"));
    tailFlows = decodeTail(new DatagramDecoder());
    assertEquals(5, tailFlows.size());
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void nothingIsThrownAndTheNextStillDecodes(byte[] input) {
    var decoder = new DatagramDecoder();
    for (Export export : Export.read(input)) {
      batch.reset();
      markRow();
      decode(decoder, export);
      assertMarkedRowIsUntouched();
      for (int row = 1; row < batch.rows(); row++) {
        assertNotEquals(0, batch.get(FlowField.TYPE, row), "a row without a type");
      }
      assertOpenRowIsEmpty();
    }
    assertEquals(tailFlows, decodeTail(decoder));
  }

  /// Every row is counted.
  private void decode(DatagramDecoder decoder, Export export) {
    var before = decoder.counters();
    decoder.decode(export.datagram(), new WireReader(export.bytes()), batch);
    var after = decoder.counters();
    assertEquals(before.datagrams() + 1, after.datagrams());
    assertEquals(batch.rows() - 1, after.records() - before.records());
  }

  private void markRow() {
    for (FlowField field : FlowField.all()) {
      if (field.isWide()) {
        batch.setHalves(field, MARK, MARK);
      } else {
        batch.set(field, MARK);
      }
    }
    batch.endRow();
  }

  private void assertMarkedRowIsUntouched() {
    for (FlowField field : FlowField.all()) {
      long ones = field.width() >= 8 ? -1 : (1L << (8 * field.width())) - 1;
      if (batch.get(field, 0) != ones || (field.isWide() && batch.high(field, 0) != ones)) {
        throw new AssertionError(field + " of a row from before changed");
      }
    }
  }

  private void assertOpenRowIsEmpty() {
    for (FlowField field : FlowField.all()) {
      if (batch.get(field) != 0 || batch.high(field, batch.rows()) != 0) {
        throw new AssertionError(field + " is left over in the open row");
      }
    }
  }

  private List<String> decodeTail(DatagramDecoder decoder) {
    batch.reset();
    for (Export export : tail) {
      decoder.decode(export.datagram(), new WireReader(export.bytes()), batch);
    }
    List<String> flows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      var line = new StringBuilder();
      FlowJson.append(batch, row, line);
      flows.add(line.toString());
    }
    return flows;
  }
}
