package weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.flow.BurstBin;
import weir.flow.Peaks;

/// What `weir capture --bursts` prints.
class BurstLinesTest {
  private final StringWriter text = new StringWriter();
  private final List<String> adapters = new ArrayList<>(List.of("eth0"));
  private long first = 1_700_000_000;
  private long[] values = {Peaks.UNKNOWN, 10, Peaks.UNKNOWN};
  private final BurstLines lines =
      new BurstLines(this::peaks, new PrintWriter(text), () -> text.append("gone"));

  private List<Peaks> peaks(BurstBin bin) {
    long[] octets = values.clone();
    for (int i = 0; i < octets.length; i++) {
      octets[i] = octets[i] == Peaks.UNKNOWN ? octets[i] : octets[i] * bin.millis();
    }
    return adapters.stream()
        .map(adapter -> new Peaks(adapter, bin, first, octets, values.clone()))
        .toList();
  }

  private static String line(String time, String adapter, Object... values) {
    return ("{\"time\":\"%s\",\"adapter\":\"%s\",\"bytes_1ms\":%s,\"bytes_10ms\":%s,"
            + "\"bytes_100ms\":%s,\"packets_1ms\":%s,\"packets_10ms\":%s,\"packets_100ms\":%s}")
        .formatted(time, adapter, values[0], values[1], values[2], values[3], values[3], values[3]);
  }

  @Test
  void eachSecondIsPrintedOnceFromTheFirstThatIsKnown() {
    lines.print();
    String known = line("2023-11-14T22:13:21Z", "eth0", 10, 100, 1000, 10);
    String lost = line("2023-11-14T22:13:22Z", "eth0", "null", "null", "null", "null");
    assertEquals(List.of(known, lost), text.toString().lines().toList());
    lines.print();
    assertEquals(2, text.toString().lines().count());
    first += 2; // the ring has gone on
    values = new long[] {Peaks.UNKNOWN, 7, 8};
    adapters.add("wlan0");
    lines.print();
    assertEquals(
        List.of(
            known,
            lost,
            line("2023-11-14T22:13:23Z", "eth0", 7, 70, 700, 7),
            line("2023-11-14T22:13:24Z", "eth0", 8, 80, 800, 8),
            line("2023-11-14T22:13:23Z", "wlan0", 7, 70, 700, 7),
            line("2023-11-14T22:13:24Z", "wlan0", 8, 80, 800, 8)),
        text.toString().lines().toList());
  }
}
