package weir.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.flow.Admission;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.OwnElements;
import weir.wire.Datagram;
import weir.wire.WireReader;
import weir.wire.WireWriter;

/// Elements that somebody says what they fill.
class OwnElementsInTemplatesTest {
  private static final long ENTERPRISE = 3_000_000_000L;

  private final OwnElements own =
      new OwnElements(
          Map.of(
              ENTERPRISE << 16 | 1,
              FlowField.BYTES,
              ENTERPRISE << 16 | 2,
              FlowField.USER_NAME,
              ENTERPRISE << 16 | 3,
              FlowField.SRC_ADDRESS,
              ENTERPRISE << 16 | 4,
              FlowField.SRC_MAC,
              4L,
              FlowField.FORWARDING_STATUS));

  private final FlowBatch batch = new FlowBatch();
  private DatagramDecoder decoder = new DatagramDecoder(Admission.everybody(), own);

  private void decode(WireWriter sets) {
    IpAddress source = IpAddress.parse(Decoding.EXPORTER);
    decoder.decode(
        new Datagram(source.high(), source.low(), 50_000, 2055, Decoding.NOW),
        new WireReader(IpfixTest.message(sets).toBytes()),
        batch);
  }

  private static WireWriter template() {
    WireWriter fields = new WireWriter().u16(256, 5);
    fields.u16(0x8001, 3).u32(ENTERPRISE).u16(0x8002, 65_535).u32(ENTERPRISE);
    fields.u16(0x8003, 16).u32(ENTERPRISE).u16(0x8004, 6).u32(ENTERPRISE).u16(4, 1);
    return new WireWriter().set(2, fields);
  }

  private static WireWriter record() {
    WireWriter record = new WireWriter().hex("000102").u8(5).ascii("alice");
    return new WireWriter()
        .set(256, record.hex("20010db8000000000000000000000001").hex("0a0b0c0d0e0f").u8(66));
  }

  private void check() {
    assertEquals(1, batch.rows());
    assertEquals(258, batch.get(FlowField.BYTES, 0));
    assertEquals("alice", text(FlowField.USER_NAME));
    assertEquals("2001:db8::1", text(FlowField.SRC_ADDRESS));
    assertEquals("0a:0b:0c:0d:0e:0f", text(FlowField.SRC_MAC));
    assertEquals(66, batch.get(FlowField.FORWARDING_STATUS, 0), "before what IANA says of 4");
    assertEquals(0, batch.get(FlowField.PROTOCOL, 0));
  }

  private String text(FlowField field) {
    return field.text(batch.high(field, 0), batch.get(field, 0));
  }

  @Test
  void theyFillTheirFields() {
    decode(template().bytes(record()));
    check();
  }

  @Test
  void theyDoSoAfterARestart() {
    decode(template());
    DatagramDecoder after = new DatagramDecoder(Admission.everybody(), own);
    after.restore(decoder.memories());
    decoder = after;
    decode(record());
    check();
  }

  /// A length that the field cannot have is passed over, as with every element.
  @Test
  void aLengthThatCannotBeIsPassedOver() {
    WireWriter fields = new WireWriter().u16(256, 2).u16(0x8004, 4).u32(ENTERPRISE).u16(2, 4);
    decode(new WireWriter().set(2, fields).set(256, new WireWriter().u32(7, 8)));
    assertEquals(0, batch.get(FlowField.SRC_MAC, 0));
    assertEquals(8, batch.get(FlowField.PACKETS, 0));
  }
}
