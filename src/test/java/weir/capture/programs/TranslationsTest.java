package weir.capture.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.FlowJson;
import weir.flow.IpAddress;

class TranslationsTest {
  /// Of a kernel that masquerades, and forwards a port.
  private static final String TABLE =
      """
      ipv4     2 tcp      6 117 TIME_WAIT src=10.1.0.2 dst=192.0.2.7 sport=40000 dport=80 \
      src=192.0.2.7 dst=198.51.100.1 sport=80 dport=50001 [ASSURED] mark=0 zone=0 use=2
      ipv4     2 udp      17 29 src=203.0.113.9 dst=198.51.100.1 sport=777 dport=53 [UNREPLIED] \
      src=10.1.0.3 dst=203.0.113.9 sport=5353 dport=777 mark=0 zone=0 use=2
      ipv4     2 icmp     1 29 src=10.1.0.2 dst=192.0.2.7 type=8 code=0 id=9 src=192.0.2.7 \
      dst=198.51.100.1 type=0 code=0 id=9 mark=0 use=2
      ipv6     10 tcp      6 431999 ESTABLISHED src=2001:db8::1 dst=2001:db8::2 sport=1 dport=2 \
      src=2001:db8::2 dst=2001:db8::1 sport=2 dport=1 [ASSURED] mark=0 use=2
      some line of another kind
      """;

  @TempDir Path folder;

  private static void flow(
      FlowBatch batch, int protocol, String from, int sent, String to, int at) {
    IpAddress source = IpAddress.parse(from);
    IpAddress destination = IpAddress.parse(to);
    batch.set(FlowField.PROTOCOL, protocol);
    batch.setAddress(FlowField.SRC_ADDRESS, source.high(), source.low());
    batch.setAddress(FlowField.DST_ADDRESS, destination.high(), destination.low());
    batch.set(FlowField.SRC_PORT, sent);
    batch.set(FlowField.DST_PORT, at);
    batch.endRow();
  }

  /// What becomes of the ends of a flow; empty if they stay.
  private static String after(FlowBatch batch, int row) {
    StringBuilder json = new StringBuilder();
    FlowJson.append(batch, row, json);
    return json.indexOf("_nat") < 0
        ? ""
        : FlowField.NAT_SRC_ADDRESS.text(
                batch.high(FlowField.NAT_SRC_ADDRESS, row),
                batch.get(FlowField.NAT_SRC_ADDRESS, row))
            + " "
            + batch.get(FlowField.NAT_SRC_PORT, row)
            + " > "
            + FlowField.NAT_DST_ADDRESS.text(
                batch.high(FlowField.NAT_DST_ADDRESS, row),
                batch.get(FlowField.NAT_DST_ADDRESS, row))
            + " "
            + batch.get(FlowField.NAT_DST_PORT, row);
  }

  private static FlowBatch flows() {
    FlowBatch batch = new FlowBatch();
    flow(batch, 6, "10.1.0.2", 40_000, "192.0.2.7", 80);
    flow(batch, 6, "192.0.2.7", 80, "198.51.100.1", 50_001);
    flow(batch, 17, "203.0.113.9", 777, "198.51.100.1", 53);
    flow(batch, 17, "10.1.0.3", 5353, "203.0.113.9", 777);
    flow(batch, 1, "10.1.0.2", 0, "192.0.2.7", 0);
    flow(batch, 6, "2001:db8::1", 1, "2001:db8::2", 2);
    flow(batch, 6, "10.1.0.2", 40_001, "192.0.2.7", 80);
    return batch;
  }

  private static void check(FlowBatch batch) {
    assertEquals("198.51.100.1 50001 > 192.0.2.7 80", after(batch, 0));
    assertEquals("192.0.2.7 80 > 10.1.0.2 40000", after(batch, 1));
    assertEquals("203.0.113.9 777 > 10.1.0.3 5353", after(batch, 2));
    assertEquals("198.51.100.1 53 > 203.0.113.9 777", after(batch, 3));
    assertEquals("198.51.100.1 0 > 192.0.2.7 0", after(batch, 4));
    assertEquals("", after(batch, 5));
    assertEquals("", after(batch, 6));
  }

  @Test
  void bothDirectionsOfWhatTheKernelTranslatesSayWhatBecomesOfThem() throws Exception {
    Path table = Files.writeString(folder.resolve("nf_conntrack"), TABLE);
    Translations translations = new Translations(table, List.of("/nowhere/conntrack"));
    translations.start();
    FlowBatch batch = flows();
    translations.apply(batch);
    check(batch);
    translations.stop();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void theProgramTellsWhereThereIsNoTable() throws Exception {
    String events = TABLE.replaceAll("(?m)^ipv[46] +\\d+ (\\w+)", "    [NEW] $1");
    Path said = Files.writeString(folder.resolve("events"), events);
    Translations translations =
        new Translations(folder.resolve("none"), List.of("cat", said.toString()));
    translations.start();
    FlowBatch batch = flows();
    for (int i = 0; i < 1000 && after(batch, 4).isEmpty(); i++) {
      Thread.sleep(10); // until it has been heard
      batch = flows();
      translations.apply(batch);
    }
    check(batch);
    translations.stop();
  }

  @Test
  void withoutRightsNothingIsTranslated() {
    Translations translations =
        new Translations(folder.resolve("none"), List.of("/nowhere/conntrack"));
    translations.start();
    FlowBatch batch = flows();
    translations.apply(batch);
    assertEquals("", after(batch, 0));
  }
}
