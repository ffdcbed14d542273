package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import weir.exporter.InterfaceStatus;

class ExporterReportTest {
  /// As on the desktop's pages: 10 Gbit/s is no 10,000 Mbit/s.
  @Test
  void interfacesAreToldInTheUnitsOfTheDesktop() {
    assertEquals(
        List.of("xe-0", "(to the world)", "10 Gbit/s,", "in 2.50 Gbit/s, out 12.0 Mbit/s"),
        ExporterReport.describe(
            new InterfaceStatus(
                1, "xe-0", "to the world", 10_000_000_000L, 0, 0, 1, 2.5e9, 12e6, 1)));
    assertEquals(
        List.of("xe-0", "in unknown, out 0 bit/s"),
        ExporterReport.describe(
            new InterfaceStatus(1, "xe-0", "", 0, 7, 7, 1, InterfaceStatus.UNKNOWN, 0, 1)));
    assertEquals(
        List.of("lo"), ExporterReport.describe(InterfaceStatus.unknown(2).named("lo", "", 1)));
  }
}
