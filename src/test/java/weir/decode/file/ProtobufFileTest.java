package weir.decode.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.Layer;
import weir.flow.Prefixes;
import weir.flow.ShortText;

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
          case TEXT -> batch.setText(field, row, ShortText.of("n".repeat(random.nextInt(20))));
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

  private static byte[] bytes(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @Test
  void whatIsMoreThanABatchComesWithTheNextOnes() throws IOException {
    FlowBatch sent = new FlowBatch();
    for (int i = 1; i <= 9000; i++) {
      sent.set(FlowField.BYTES, i);
      if (i < 5000) { // the others are short: the last octets that come hold several batches
        sent.setAddress(FlowField.SRC_ADDRESS, i, -i);
      }
      sent.endRow();
    }
    try (var file = ProtobufFile.stream("test", new ByteArrayInputStream(write(sent)))) {
      FlowBatch batch = new FlowBatch();
      long expected = 1;
      boolean more = true;
      while (more) {
        more = file.read(batch);
        for (int row = 0; row < batch.rows(); row++, expected++) {
          assertEquals(expected, batch.get(FlowField.BYTES, row));
          long low = batch.get(FlowField.SRC_ADDRESS, row);
          assertEquals(expected < 5000 ? -expected : 0, low);
        }
        batch.reset();
      }
      assertEquals(9001, expected);
    }
  }

  @Test
  void flowsOfAgentsThatMayNotSendAreLeftOut() throws IOException {
    Admission admission = new Admission(Prefixes.of(List.of("192.0.2.1", "2001:db8::/32")));
    FlowBatch sent = new FlowBatch();
    for (String agent : List.of("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db9::1", "::")) {
      IpAddress address = IpAddress.parse(agent);
      sent.setAddress(FlowField.EXPORTER, address.high(), address.low());
      sent.set(FlowField.BYTES, 1);
      sent.endRow();
    }
    FlowBatch batch = new FlowBatch();
    boolean[] closed = new boolean[1];
    InputStream in =
        new ByteArrayInputStream(write(sent)) {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    try (var file = ProtobufFile.stream("test", in, admission)) {
      while (file.read(batch)) {
        // on
      }
    }
    List<String> agents = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      agents.add(
          IpAddress.text(batch.high(FlowField.EXPORTER, row), batch.get(FlowField.EXPORTER, row)));
    }
    assertEquals(List.of("192.0.2.1", "2001:db8::1", "::"), agents);
    assertEquals(Map.of("not allowed: agent", 2L), admission.refused());
    assertTrue(closed[0], "it is left open");
  }

  /// Values that are wider than their field count as the most that it holds, and lists and layers
  /// end where there is room for no more.
  @Test
  void whatDoesNotFitIsTheMostThatDoes() throws IOException {
    FlowBatch batch =
        read(
            bytes(
                delimited("a0 01 ac02 a8 01 f0a204 b0 01 b960"), // proto 300, ports 70000 and 12345
                delimited("c2 06 0b 01 02 03 04 05 06 07 ac02 09 0a")));
    assertEquals(255, batch.get(FlowField.PROTOCOL, 0));
    assertEquals(65_535, batch.get(FlowField.SRC_PORT, 0));
    assertEquals(12_345, batch.get(FlowField.DST_PORT, 0));
    assertEquals(0x0102_0304_0506_07ffL, batch.get(FlowField.LAYER_SIZES, 1));
  }

  @Test
  void listsEndWhereThereIsRoomForNoMore() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(message);
    for (int i = 1; i <= 5000; i++) {
      out.writeUInt32(FlowSchema.number(FlowField.AS_PATH), i);
    }
    for (int i = 1; i <= 5000; i++) {
      out.writeByteArray(FlowSchema.number(FlowField.SEGMENTS), new byte[] {10, 0, 0, (byte) i});
    }
    out.flush();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    CodedOutputStream length = CodedOutputStream.newInstance(stream);
    length.writeUInt32NoTag(message.size());
    length.flush();
    message.writeTo(stream);
    FlowBatch batch = read(stream.toByteArray());
    assertEquals(4096, batch.listLength(FlowField.AS_PATH, 0));
    assertEquals(4096, batch.item(FlowField.AS_PATH, 0, 4095));
    assertEquals(4096, batch.listLength(FlowField.SEGMENTS, 0)); // an address is four numbers
  }

  @Test
  void anAddressAloneIsAFlowUnlessItIsNone() throws IOException {
    byte[] stream =
        bytes(
            delimited("32 04 0a000001"),
            delimited("32 04 00000000"),
            delimited("32 10 00000000000000000000000000000000"),
            delimited("32 00"));
    assertEquals(1, read(stream).rows());
  }

  @Test
  void whatIsWithinAMessageIsKnown() throws IOException {
    byte[] one = delimited(GOFLOW2);
    for (int more : new int[] {0, 1}) {
      byte[] start = Arrays.copyOf(bytes(one, one), one.length + more);
      try (var file = ProtobufFile.stream("test", new ByteArrayInputStream(start))) {
        FlowBatch batch = new FlowBatch();
        assertTrue(file.fill());
        file.take(batch);
        assertEquals(1, batch.rows());
        assertEquals(more > 0, file.isWithinMessage());
      }
    }
  }

  @Test
  void aDamagedMessageLeavesNothingBehind() throws IOException {
    FlowBatch batch = new FlowBatch();
    byte[] stream = bytes(delimited(GOFLOW2), delimited("48 0a 32 03 010203"));
    try (var file = ProtobufFile.stream("test", new ByteArrayInputStream(stream))) {
      assertThrows(IOException.class, () -> file.read(batch));
    }
    assertEquals(1, batch.rows());
    assertEquals(0, batch.get(FlowField.BYTES));
  }

  /// A length takes at most four bytes and says at most a mebibyte.
  @ParameterizedTest
  @CsvSource({
    "808040, true", // 1,048,576
    "818040, false",
    "80808000, true",
    "8080808000, false"
  })
  void lengthsHaveTheirBounds(String length, boolean isOne) throws IOException {
    try (var file =
        ProtobufFile.stream("test", new ByteArrayInputStream(HexFormat.of().parseHex(length)))) {
      assertTrue(file.fill());
      if (isOne) {
        assertEquals(length.length() == 8, file.hasMessage());
      } else {
        assertThrows(IOException.class, file::hasMessage);
      }
    }
  }

  @Test
  void aFileOfSeveralMessagesIsToldByTheFirst() {
    byte[] shortest = delimited("08 03");
    assertTrue(ProtobufFile.recognises(shortest));
    assertTrue(ProtobufFile.recognises(bytes(shortest, delimited("827d 03 010203"))));
    assertFalse(ProtobufFile.recognises(delimited("4d 01020304")), "octets of a flow are a varint");
    byte[] overrun = bytes(delimited("08 03 48"), delimited(GOFLOW2));
    assertFalse(ProtobufFile.recognises(overrun), "the value of its last field is behind it");
  }
}
