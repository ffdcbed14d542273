package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.exporter.ExporterFlows;
import weir.exporter.ExporterFlows.Gap;
import weir.exporter.ExporterFlows.Interface;
import weir.exporter.FlowExporters;
import weir.exporter.Labels;
import weir.flow.IpAddress;

class FlowExporterReportTest {
  private static final long FIRST = 1_795_255_200_000_000_000L;
  private static final long MINUTE = 60_000_000_000L;

  private final StringWriter out = new StringWriter();
  private final FlowExporters found =
      new FlowExporters(
          FIRST,
          FIRST + 60 * MINUTE,
          MINUTE,
          List.of(
              new ExporterFlows(
                  IpAddress.parse("192.0.2.1"),
                  12_000,
                  24_000,
                  5_000_000,
                  new TreeMap<>(Map.of(100L, 11_000L, 200L, 1_000L)),
                  List.of(new Interface(3, 12_000, 5_000_000, 0, 0)),
                  FIRST,
                  FIRST + 60 * MINUTE,
                  true,
                  List.of(new Gap(FIRST + 20 * MINUTE, FIRST + 23 * MINUTE))),
              new ExporterFlows(
                  IpAddress.parse("192.0.2.2"),
                  2,
                  2,
                  80,
                  new TreeMap<>(),
                  List.of(),
                  FIRST,
                  FIRST + 60 * MINUTE,
                  false,
                  List.of())),
          List.of("The flows here have no Output interface."));

  @Test
  void saysOfWhatItIsMadeAndWhatIsNotKnown() {
    Labels names =
        new Labels(
            Map.of(IpAddress.parse("192.0.2.1"), new Labels.Exporter("edge", Map.of(3L, "up"))),
            java.util.Set.of());
    FlowExporterReport.table(found, names, new PrintWriter(out, true));
    assertEquals(
        """
        Of the flows from 2026-11-21T10:00:00Z to 2026-11-21T11:00:00Z; what only exporters themselves tell (templates, losses, clocks) is not known.
        The flows here have no Output interface.

        Exporter          Sampling rate  First flow            Last flow              Flows   Octets  Interfaces          Gaps  Missing
        edge (192.0.2.1)  1:100, 1:200   2026-11-21T10:00:00Z  2026-11-21T11:00:00Z  12,000  5.00 MB           1             1    3 min
        192.0.2.2         unknown        2026-11-21T10:00:00Z  2026-11-21T11:00:00Z       2     80 B     unknown  sends seldom

        edge (192.0.2.1)
          11,000 flows with 1:100
          1,000 flows with 1:200
          up (3): in 5.00 MB in 12,000 flows, out 0 B in 0 flows
          no flows from 2026-11-21T10:20:00Z to 2026-11-21T10:23:00Z (3 min)
        """,
        out.toString().replace("\r", ""));
  }

  @Test
  void saysTheSameForPrograms() {
    FlowExporterReport.json(found, new PrintWriter(out, true));
    JsonNode all = JsonMapper.builder().build().readTree(out.toString());
    assertEquals("2026-11-21T10:00:00Z", all.get("from").asString());
    JsonNode edge = all.get("exporters").get(0);
    assertEquals("192.0.2.1", edge.get("sampler_address").asString());
    assertEquals(5_000_000, edge.get("bytes").asLong());
    assertEquals(100, edge.get("sampling_rates").get(0).get("rate").asLong());
    assertEquals("2026-11-21T10:23:00Z", edge.get("gaps").get(0).get("until").asString());
    assertEquals(12_000, edge.get("interfaces").get(0).get("in_flows").asLong());
    assertTrue(all.get("notes").get(0).asString().contains("Output interface"));
  }
}
