package weir.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FlowJsonTest {
  private final FlowBatch batch = new FlowBatch();

  private String line() {
    batch.endRow();
    var line = new StringBuilder();
    FlowJson.append(batch, batch.rows() - 1, line);
    return line.toString();
  }

  @Test
  void zerosAreLeftOut() {
    assertEquals("{}", line());
  }

  @Test
  void addressesMacsAndTypeAreTextAndNumbersUnsigned() {
    batch.set(FlowField.TYPE, FlowType.IPFIX.code());
    batch.set(FlowField.BYTES, -1);
    batch.setAddress(FlowField.SRC_ADDRESS, 0x2001_0db8_0000_0000L, 1);
    batch.set(FlowField.PROTOCOL, 6);
    batch.set(FlowField.SRC_MAC, 0x0200_0000_00ffL);
    assertEquals(
        "{\"type\":\"IPFIX\",\"bytes\":18446744073709551615,\"src_addr\":\"2001:db8::1\","
            + "\"proto\":6,\"src_mac\":\"02:00:00:00:00:ff\"}",
        line());
  }

  @Test
  void linesFollowWhatIsThereAlready() {
    batch.set(FlowField.PROTOCOL, 6);
    batch.endRow();
    var text = new StringBuilder("flow ");
    FlowJson.append(batch, 0, text);
    assertEquals("flow {\"proto\":6}", text.toString());
  }
}
