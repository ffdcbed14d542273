package weir.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.enrich.table.PrefixTable;
import weir.flow.AsSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// Who sent none has its AS filled in, and each says where it is from.
class AsFillTest {
  private static PrefixTable table(String prefix, int bits, int asn) {
    IpAddress address = IpAddress.parse(prefix);
    return new PrefixTable.Builder().add(address.high(), address.low(), bits, asn).build();
  }

  private static final PrefixTable TABLE = table("198.51.100.0", 96 + 24, 64500);
  private static final PrefixTable OWN = table("10.0.0.0", 96 + 8, 64512);

  private static void row(FlowBatch batch, String source, long sourceAs, String destination) {
    IpAddress from = IpAddress.parse(source);
    IpAddress to = IpAddress.parse(destination);
    batch.setAddress(FlowField.SRC_ADDRESS, from.high(), from.low());
    batch.setAddress(FlowField.DST_ADDRESS, to.high(), to.low());
    batch.set(FlowField.SRC_AS, sourceAs);
    batch.endRow();
  }

  private static String shown(FlowBatch batch, int row) {
    StringBuilder text = new StringBuilder();
    for (FlowField field :
        List.of(
            FlowField.SRC_AS,
            FlowField.SRC_AS_FROM,
            FlowField.DST_AS,
            FlowField.DST_AS_FROM,
            FlowField.NEXT_HOP_AS,
            FlowField.NEXT_HOP_AS_FROM)) {
      text.append(field.text(0, batch.get(field, row))).append(' ');
    }
    return text.toString().strip();
  }

  @Test
  void whatTheExporterSentStaysAndTheUserGoesFirst() {
    FlowBatch batch = new FlowBatch();
    IpAddress hop = IpAddress.parse("198.51.100.1");
    batch.setAddress(FlowField.NEXT_HOP, hop.high(), hop.low());
    row(batch, "198.51.100.7", 0, "10.1.2.3");
    row(batch, "198.51.100.7", 3320, "198.51.100.8");
    row(batch, "10.9.9.9", 65001, "203.0.113.1");
    row(batch, "198.51.100.9", 23456, "::");
    new AsFill(OWN, TABLE).apply(batch);
    assertEquals("AS64500 table AS64512 user AS64500 table", shown(batch, 0));
    assertEquals("AS3320 exporter AS64500 table AS0 exporter", shown(batch, 1));
    assertEquals("AS64512 user AS0 exporter AS0 exporter", shown(batch, 2));
    assertEquals("AS64500 table AS0 exporter AS0 exporter", shown(batch, 3));
  }

  /// But for a neighbour: the next hop may be a router of the user's own.
  @Test
  void theUserGoesBeforeRoutersAndRoutersBeforeTables() {
    FlowBatch batch = new FlowBatch();
    IpAddress hop = IpAddress.parse("10.0.0.1");
    for (String source : List.of("10.9.9.9", "198.51.100.7")) {
      batch.setAddress(FlowField.NEXT_HOP, hop.high(), hop.low());
      batch.set(FlowField.NEXT_HOP_AS, 3356);
      batch.set(FlowField.NEXT_HOP_AS_FROM, AsSource.ROUTER.code());
      batch.set(FlowField.SRC_AS_FROM, AsSource.ROUTER.code());
      row(batch, source, 65001, "10.1.2.3");
    }
    new AsFill(OWN, TABLE).apply(batch);
    assertEquals("AS64512 user AS64512 user AS3356 router", shown(batch, 0));
    assertEquals("AS65001 router AS64512 user AS3356 router", shown(batch, 1));
  }

  @Test
  void withoutTablesNothingIsTouched() {
    FlowBatch batch = new FlowBatch();
    row(batch, "198.51.100.7", 0, "10.1.2.3");
    new AsFill(PrefixTable.EMPTY, PrefixTable.EMPTY).apply(batch);
    assertFalse(batch.uses(FlowField.SRC_AS_FROM));
    assertFalse(batch.uses(FlowField.SRC_AS));
  }

  @Test
  void anotherTableHoldsFromTheNextBatchOn() {
    AsFill fill = new AsFill(PrefixTable.EMPTY, TABLE);
    fill.use(PrefixTable.EMPTY, table("198.51.100.0", 96 + 24, 7));
    FlowBatch batch = new FlowBatch();
    row(batch, "198.51.100.7", 0, "10.1.2.3");
    Enrichment.of(Directions.inside(List.of("10.0.0.0/8")), fill).apply(batch);
    assertEquals(7, batch.get(FlowField.SRC_AS, 0));
    assertEquals("in", FlowField.DIRECTION.text(0, batch.get(FlowField.DIRECTION, 0)));
  }
}
