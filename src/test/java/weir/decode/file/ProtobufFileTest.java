package weir.decode.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.Layer;

class ProtobufFileTest {
  /// Encoded by goflow2's own schema with protoc, from: type: NETFLOW_V9 sampling_rate: 100
  /// src_addr: 10.0.0.1 bytes: 1500 as_path: [65001, 4200000000] layer_stack: [Ethernet, IPv4, TCP]
  /// time_received_ns: 1700000000000000000.
  private static final String GOFLOW2 =
      "08 03 18 64 32 04 0a000001 48 dc0b b206 08 e9fb03 80d4dbd20f ba06 03 00 01 03"
          + " f006 80 80 a8 b1 e3 9f e7 cb 17";

  private static byte[] delimited(String hex) {
    byte[] message = HexFormat.of().parseHex(hex.replace(" ", ""));
    byte[] stream = new byte[message.length + 1];
    stream[0] = (byte) message.length;
    System.arraycopy(message, 0, stream, 1, message.length);
    return stream;
  }

  private static FlowBatch read(byte[] stream) throws IOException {
    FlowBatch batch = new FlowBatch();
    try (var file = ProtobufFile.stream("test", new ByteArrayInputStream(stream))) {
      while (file.read(batch)) {
        // on
      }
    }
    return batch;
  }

  private static String json(FlowBatch batch, int row) {
    StringBuilder line = new StringBuilder();
    FlowJson.append(batch, row, line);
    return line.toString();
  }

  private static byte[] write(FlowBatch batch) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ProtobufWriter writer = new ProtobufWriter(out);
    for (int row = 0; row < batch.rows(); row++) {
      writer.write(batch, row);
    }
    return out.toByteArray();
  }

  @Test
  void messagesOfGoflow2AreRead() throws IOException {
    FlowBatch batch = read(delimited(GOFLOW2));
    assertEquals(
        "{\"time_received_ns\":1700000000000000000,\"type\":\"NETFLOW_V9\",\"sampling_rate\":100,"
            + "\"bytes\":1500,\"src_addr\":\"10.0.0.1\",\"as_path\":[65001,4200000000],"
            + "\"layer_stack\":[\"Ethernet\",\"IPv4\",\"TCP\"]}",
        json(batch, 0));
  }

  @Test
  void everyFieldOfTheCatalogueIsInTheSchema() {
    for (FlowField field : FlowField.all()) {
      assertTrue(FlowSchema.number(field) > 0, field.fieldName());
    }
  }

  @Test
  void everyFieldComesBackAsItWas() throws IOException {
    FlowBatch batch = new FlowBatch();
    Random random = new Random(7);
    for (int row = 0; row < 50; row++) {
      for (FlowField field : FlowField.all()) {
        switch (field.kind()) {
          case ADDRESS -> {
            boolean v4 = random.nextBoolean();
            long low = v4 ? IpAddress.mapped(random.nextInt()) : random.nextLong();
            batch.setAddress(field, v4 ? 0 : random.nextLong(), low);
          }
          case FLOW_TYPE -> batch.set(field, random.nextInt(FlowType.values().length));
          case LAYERS ->
              batch.set(field, Layer.UDP.push(Layer.CUSTOM.push(Layer.ETHERNET.push(0, 0), 1), 2));
          case OCTETS -> batch.set(field, 0x0e14_0800_0000_0000L);
          case NUMBERS -> {
            for (int i = random.nextInt(4); i > 0; i--) {
              batch.add(field, random.nextInt());
            }
          }
          case ADDRESSES -> batch.addAddress(field, row, random.nextLong(), random.nextLong());
          default -> batch.set(field, random.nextLong());
        }
      }
      batch.endRow();
    }
    FlowBatch back = read(write(batch));
    assertEquals(50, back.rows());
    for (int row = 0; row < 50; row++) {
      assertEquals(json(batch, row), json(back, row));
    }
    assertArrayEquals(write(batch), write(back));
  }

  @Test
  void unknownFieldsArePassedOver() throws IOException {
    FlowBatch batch = read(delimited("08 04 827d 03 010203 807d 05 48 0a"));
    assertEquals("{\"type\":\"IPFIX\",\"bytes\":10}", json(batch, 0));
  }

  /// Lengths of 0, unknown fields only, and fields that are 0, which the format leaves out.
  @Test
  void messagesWithoutAFieldAreNoFlows() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.write(delimited(GOFLOW2));
    stream.write(new byte[1000]);
    stream.write(delimited("827d 03 010203"));
    stream.write(delimited("08 00 48 00"));
    stream.write(new byte[] {(byte) 0x80, 0});
    stream.write(delimited(GOFLOW2));
    FlowBatch batch = new FlowBatch();
    try (var file = ProtobufFile.stream("test", new ByteArrayInputStream(stream.toByteArray()))) {
      while (file.read(batch)) {
        // on
      }
      assertEquals(
          List.of("test: 1,003 messages without a field were passed over"), file.remarks());
      assertEquals(stream.size(), file.readBytes());
    }
    assertEquals(2, batch.rows());
    assertEquals(json(batch, 0), json(batch, 1));
  }

  @Test
  void wholeMessagesAreGivenWhileTheNextIsIncomplete() throws IOException {
    PipedOutputStream sender = new PipedOutputStream();
    try (sender;
        var file = ProtobufFile.stream("test", new PipedInputStream(sender, 1 << 16))) {
      for (int i = 0; i < 10; i++) {
        sender.write(delimited(GOFLOW2));
      }
      sender.write(delimited(GOFLOW2), 0, 1);
      FlowBatch batch = new FlowBatch();
      assertTrue(file.read(batch));
      assertEquals(10, batch.rows());
      sender.write(delimited(GOFLOW2), 1, delimited(GOFLOW2).length - 1);
      assertTrue(file.read(batch));
      assertEquals(11, batch.rows());
    }
  }

  @Test
  void aMessageMayBeLargerThanWhatIsReadAtOnce() throws IOException {
    byte[] large = new byte[300_000];
    large[0] = (byte) 0xdc; // the length, 299,996 = 0x493dc
    large[1] = (byte) 0xa7;
    large[2] = 0x12;
    byte[] body = HexFormat.of().parseHex("480a827d");
    System.arraycopy(body, 0, large, 3, body.length);
    int padding = 299_996 - body.length - 3;
    large[7] = (byte) ((padding & 0x7f) | 0x80);
    large[8] = (byte) (((padding >> 7) & 0x7f) | 0x80);
    large[9] = (byte) (padding >> 14);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.write(large, 0, 3 + 299_996);
    stream.write(delimited(GOFLOW2));
    FlowBatch batch = read(stream.toByteArray());
    assertEquals(2, batch.rows());
    assertEquals("{\"bytes\":10}", json(batch, 0));
  }

  @Test
  void whatIsNoFlowIsRefusedWithItsPlace() {
    byte[] two = new byte[2 * delimited(GOFLOW2).length];
    byte[] one = delimited(GOFLOW2);
    System.arraycopy(one, 0, two, 0, one.length);
    Arrays.fill(two, one.length, two.length, (byte) 0xff);
    IOException e = assertThrows(IOException.class, () -> read(two));
    assertTrue(
        String.valueOf(e.getMessage())
            .startsWith("test, byte " + one.length + ": expected the length"),
        e.getMessage());
  }

  @Test
  void cutAnywhereItGivesTheWholeMessagesAndSaysSo() throws IOException {
    byte[] one = delimited(GOFLOW2);
    for (int length = 0; length < one.length; length++) {
      try (var file =
          ProtobufFile.stream("cut", new ByteArrayInputStream(Arrays.copyOf(one, length)))) {
        FlowBatch batch = new FlowBatch();
        assertFalse(file.read(batch));
        assertEquals(0, batch.rows());
        assertEquals(length == 0 ? 0 : 1, file.remarks().size());
      }
    }
  }

  @Test
  void damageIsAnErrorAndNothingElse() throws IOException {
    byte[] one = delimited(GOFLOW2);
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = one.clone();
      damaged[random.nextInt(one.length)] = (byte) random.nextInt(256);
      try {
        assertTrue(read(damaged).rows() <= damaged.length);
      } catch (IOException e) {
        assertTrue(String.valueOf(e.getMessage()).contains("byte "), e.getMessage());
      }
    }
  }

  @Test
  void filesAreToldByTheirFirstMessage() {
    assertTrue(ProtobufFile.recognises(delimited(GOFLOW2)));
    assertFalse(
        ProtobufFile.recognises(
            "plain text, which is no flow".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertFalse(ProtobufFile.recognises(new byte[100]));
  }
}
