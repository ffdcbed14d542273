package weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowBatch;
import weir.flow.IpAddress;
import weir.query.FlowQuery;

/// What a store that keeps flows keeps to besides.
public abstract class FlowArchiveContract extends FlowReaderContract {
  /// @param times how often most flows come again
  protected FlowArchiveContract(int times) {
    super(times);
  }

  @Override
  protected abstract FlowArchive open(List<List<FlowBatch>> parts) throws Exception;

  /// For stored flows, and no longer than they are said.
  @Test
  void ratesThatPeopleGiveAreInForce() throws Exception {
    IpAddress one = ContractFlows.EXPORTERS.getFirst();
    IpAddress other = ContractFlows.EXPORTERS.getLast();
    Overrides.Exporter most = Overrides.Exporter.NOTHING.withSamplingRate(Overrides.MOST_RATE);
    Overrides.Exporter both = most.with(2, ingress -> ingress.withSamplingRate(7));
    Overrides.Exporter ingressOnly =
        Overrides.Exporter.NOTHING.with(3, ingress -> ingress.withSamplingRate(64));
    try (FlowArchive said = open(everydayParts)) {
      said.override(one, _ -> most);
      agreeWith(said, Overrides.NONE.with(one, most));
      said.override(one, _ -> both);
      said.override(other, _ -> ingressOnly);
      Overrides all = Overrides.NONE.with(one, both).with(other, ingressOnly);
      agreeWith(said, all);
      settle(said);
      agreeWith(said, all);
      said.override(one, _ -> Overrides.Exporter.NOTHING);
      said.override(other, _ -> Overrides.Exporter.NOTHING);
      agreeWith(said, Overrides.NONE);
    }
  }

  private void agreeWith(FlowArchive said, Overrides overrides) {
    assertEquals(overrides, said.overrides());
    List<FlowQuery> usual =
        questions("what people ask").stream().filter(ContractQuestions::isOfEverydayFlows).toList();
    agree(said, usual, new Oracle(flows(everydayParts), overrides));
  }

  @Test
  void namesArePeoplesFirstAndThenTheExporters() throws Exception {
    IpAddress edge = ContractFlows.EXPORTERS.getFirst();
    try (FlowArchive named = open(fewFlows)) {
      named.told(Labels.told(Map.of(edge, Map.of(1L, "eth1", 2L, "eth2"))));
      named.override(edge, said -> said.withName("edge").with(1, one -> one.withName("uplink")));
      Labels labels = named.labels();
      assertEquals("edge", labels.exporter(edge).orElse(""));
      assertEquals("uplink", labels.interfaceOf(edge, 1).orElse(""));
      assertEquals("eth2", labels.interfaceOf(edge, 2).orElse(""));
    }
  }

  /// Flows that are set apart are in a store of their own, which is closed with this one.
  @Test
  void whatIsSetApartIsAskedApart() throws Exception {
    FlowBatch apart = parts.getFirst().getFirst();
    FlowArchive kept = open(fewFlows);
    FlowArchive quarantine = kept.apart();
    try (kept) {
      assertHoldsNothing(quarantine);
      try (FlowWriter writer = quarantine.writer()) {
        writer.append(apart);
      }
      assertEquals("", Agreement.of(kept, TOTAL, new Oracle(flows(fewFlows))));
      assertEquals("", Agreement.of(kept.quarantine(), TOTAL, new Oracle(List.of(apart))));
    }
    assertCancelled(() -> quarantine.run(TOTAL, new Cancel()));
  }
}
