package weir.decode.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowType;
import weir.flow.IpAddress;
import weir.flow.Prefixes;

/// Messages as goflow2 writes them, octet by octet: protobuf's own writer is asked.
class MessageFormTest {
  private static final long RECEIVED = 1_790_000_000_123_456_789L;
  private static final long START = 1_790_000_000_000_000_000L;

  private static FlowBatch flow() {
    FlowBatch batch = new FlowBatch();
    batch.set(FlowField.TYPE, FlowType.IPFIX.code());
    batch.set(FlowField.TIME_RECEIVED, RECEIVED);
    batch.set(FlowField.TIME_START, START);
    batch.set(FlowField.SAMPLING_RATE, 1000);
    batch.set(FlowField.BYTES, 40_000);
    batch.set(FlowField.SRC_PORT, 443);
    batch.set(FlowField.IP_FLAGS, 2);
    batch.set(FlowField.FLOW_DIRECTION, 1);
    IpAddress exporter = IpAddress.parse("192.0.2.1");
    IpAddress source = IpAddress.parse("2001:db8::1");
    batch.setAddress(FlowField.EXPORTER, exporter.high(), exporter.low());
    batch.setAddress(FlowField.SRC_ADDRESS, source.high(), source.low());
    batch.add(FlowField.MPLS_LABELS, 16);
    batch.add(FlowField.MPLS_LABELS, 17);
    batch.add(FlowField.MPLS_TTLS, 64);
    batch.endRow();
    return batch;
  }

  private static byte[] written(MessageForm form, FlowBatch batch) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ProtobufWriter(out, form).write(batch, 0);
    return out.toByteArray();
  }

  private static byte[] framed(byte[] message) {
    byte[] framed = new byte[message.length + 1];
    framed[0] = (byte) message.length;
    System.arraycopy(message, 0, framed, 1, message.length);
    return framed;
  }

  private static byte[] octets(String address) {
    return InetAddress.ofLiteral(address).getAddress();
  }

  private static Descriptor message() throws Exception {
    try (var stream = MessageFormTest.class.getResourceAsStream("/weir/schema/flow.desc")) {
      var files = FileDescriptorSet.parseFrom(Objects.requireNonNull(stream));
      return Objects.requireNonNull(
          FileDescriptor.buildFrom(files.getFile(0), new FileDescriptor[0])
              .findMessageTypeByName("FlowMessage"));
    }
  }

  @Test
  void isWhatProtobufWritesOfGoflow2sFields() throws Exception {
    Descriptor type = message();
    DynamicMessage.Builder expected = DynamicMessage.newBuilder(type);
    Map.<String, Object>of(
            "time_received_ns",
            RECEIVED,
            "time_flow_start_ns",
            START,
            "sampling_rate",
            1000L,
            "bytes",
            40_000L,
            "src_port",
            443,
            "ip_flags",
            2,
            "sampler_address",
            ByteString.copyFrom(octets("192.0.2.1")),
            "src_addr",
            ByteString.copyFrom(octets("2001:db8::1")))
        .forEach(
            (name, value) ->
                expected.setField(Objects.requireNonNull(type.findFieldByName(name)), value));
    var flowType = Objects.requireNonNull(type.findFieldByName("type"));
    expected.setField(
        flowType, Objects.requireNonNull(flowType.getEnumType().findValueByName("IPFIX")));
    var labels = Objects.requireNonNull(type.findFieldByName("mpls_label"));
    expected.addRepeatedField(labels, 16).addRepeatedField(labels, 17);
    expected.addRepeatedField(Objects.requireNonNull(type.findFieldByName("mpls_ttl")), 64);
    assertArrayEquals(framed(expected.build().toByteArray()), written(MessageForm.GOFLOW2, flow()));
  }

  @Test
  void versionOneHasNumbersOfItsOwn() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodedOutputStream expected = CodedOutputStream.newInstance(out);
    expected.writeEnum(1, 4);
    expected.writeUInt64(2, RECEIVED / 1_000_000_000);
    expected.writeUInt64(3, 1000);
    expected.writeByteArray(6, octets("2001:db8::1"));
    expected.writeUInt64(9, 40_000);
    expected.writeByteArray(11, octets("192.0.2.1"));
    expected.writeUInt32(21, 443);
    expected.writeUInt64(38, START / 1_000_000_000);
    expected.writeUInt32(42, 1);
    expected.writeBool(53, true);
    expected.writeUInt32(54, 2);
    expected.writeUInt32(55, 64);
    expected.writeUInt32(56, 16);
    expected.writeUInt32(58, 17);
    expected.writeUInt32(62, 17);
    expected.writeUInt64(63, START / 1_000_000);
    expected.flush();
    assertArrayEquals(framed(out.toByteArray()), written(MessageForm.GOFLOW2_1, flow()));
  }

  @Test
  void eachFormIsReadWithItsLengthAndWithout() throws Exception {
    for (MessageForm form : MessageForm.values()) {
      byte[] framed = written(form, flow());
      FlowBatch read = new FlowBatch();
      FlowMessages messages = new FlowMessages(Admission.everybody());
      messages.read(framed, read);
      messages.read(Arrays.copyOfRange(framed, 1, framed.length), read);
      byte[] two = Arrays.copyOf(framed, 2 * framed.length);
      System.arraycopy(framed, 0, two, framed.length, framed.length);
      messages.read(two, read);
      assertEquals(4, read.rows(), form + "");
      for (int row = 0; row < 4; row++) {
        boolean old = form == MessageForm.GOFLOW2_1;
        assertEquals(
            old ? START : RECEIVED, read.get(FlowField.TIME_RECEIVED, row), form + " received");
        assertEquals(START, read.get(FlowField.TIME_START, row), form + " start");
        assertEquals(old ? 0 : 2, read.get(FlowField.IP_FLAGS, row), form + " flags");
        assertEquals(form == MessageForm.GOFLOW2 ? 0 : 1, read.get(FlowField.FLOW_DIRECTION, row));
        assertEquals(40_000, read.get(FlowField.BYTES, row));
      }
      assertEquals(Map.of(), messages.drops());
    }
  }

  @Test
  void whatIsNoMessageIsCountedAndLeavesNothing() throws Exception {
    FlowBatch read = new FlowBatch();
    Admission admission = new Admission(Prefixes.of(java.util.List.of("198.51.100.0/24")));
    FlowMessages messages = new FlowMessages(admission);
    byte[] damaged = written(MessageForm.GOFLOW2, flow());
    messages.read(Arrays.copyOf(damaged, damaged.length - 1), read);
    messages.read("{\"type\": \"JSON\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8), read);
    messages.read(new byte[] {0}, read);
    messages.read(damaged, read); // its agent may not send
    assertEquals(0, read.rows());
    assertEquals(
        Map.of("malformed: no message of flows", 2L, "refused messages: without a field", 1L),
        messages.drops());
    assertEquals(Map.of("not allowed: agent", 1L), admission.refused());
  }
}
