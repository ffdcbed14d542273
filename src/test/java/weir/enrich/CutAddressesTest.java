package weir.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.naming.Naming;
import weir.query.Filter;

/// Addresses of the flows of some exporters are cut before anything is kept of them.
class CutAddressesTest {
  private static final IpAddress EDGE = IpAddress.parse("192.0.2.1");
  private static final IpAddress CORE = IpAddress.parse("192.0.2.2");
  private static final Naming NAMING =
      Naming.NONE.with(EDGE, said -> said.withName("edge").withAnonymise(true));

  private static void flow(FlowBatch batch, IpAddress exporter, String source, String target) {
    set(batch, FlowField.EXPORTER, exporter);
    set(batch, FlowField.SRC_ADDRESS, IpAddress.parse(source));
    set(batch, FlowField.DST_ADDRESS, IpAddress.parse(target));
    set(batch, FlowField.NEXT_HOP, CORE);
    batch.endRow();
  }

  private static void set(FlowBatch batch, FlowField field, IpAddress address) {
    batch.setAddress(field, address.high(), address.low());
  }

  private static String text(FlowBatch batch, FlowField field, int row) {
    return IpAddress.text(batch.high(field, row), batch.get(field, row));
  }

  @Test
  void theLastOctetOfIpv4AndTheLastEightOfIpv6AreGone() {
    FlowBatch batch = new FlowBatch();
    flow(batch, EDGE, "203.0.113.77", "2001:db8:1:2:3:4:5:6");
    flow(batch, CORE, "203.0.113.77", "2001:db8:1:2:3:4:5:6");
    flow(batch, EDGE, "203.0.113.255", "2001:db8:1:2:ffff:ffff:ffff:ffff");
    new CutAddresses().apply(batch, NAMING);
    assertEquals("203.0.113.0", text(batch, FlowField.SRC_ADDRESS, 0));
    assertEquals("2001:db8:1:2::", text(batch, FlowField.DST_ADDRESS, 0));
    assertEquals("203.0.113.0", text(batch, FlowField.SRC_ADDRESS, 2));
    assertEquals("2001:db8:1:2::", text(batch, FlowField.DST_ADDRESS, 2));
    assertEquals("192.0.2.1", text(batch, FlowField.EXPORTER, 0));
    assertEquals("192.0.2.2", text(batch, FlowField.NEXT_HOP, 0));
    assertEquals("203.0.113.77", text(batch, FlowField.SRC_ADDRESS, 1), "of another exporter");
    assertEquals("2001:db8:1:2:3:4:5:6", text(batch, FlowField.DST_ADDRESS, 1));
  }

  @Test
  void namesThatChangeAreFollowed() {
    CutAddresses cut = new CutAddresses();
    FlowBatch batch = new FlowBatch();
    flow(batch, EDGE, "203.0.113.77", "203.0.113.78");
    cut.apply(batch, Naming.NONE);
    assertEquals("203.0.113.77", text(batch, FlowField.SRC_ADDRESS, 0));
    cut.apply(batch, NAMING);
    assertEquals("203.0.113.0", text(batch, FlowField.SRC_ADDRESS, 0));
  }

  @Test
  void itIsSaidOfFlowsThatMayBeCut() {
    Overrides said = Overrides.of(NAMING);
    assertEquals(
        Optional.of("addresses cut to /24 and /64 from edge (192.0.2.1)"),
        CutAddresses.words(said, Filter.all(), said.labels()));
    assertEquals(
        Optional.empty(),
        CutAddresses.words(said, new Filter.Within(FlowField.EXPORTER, CORE, 128), Labels.NONE));
    assertEquals(Optional.empty(), CutAddresses.words(Overrides.NONE, Filter.all(), Labels.NONE));
    assertEquals(List.of(EDGE), List.copyOf(said.exporters().keySet()));
  }
}
