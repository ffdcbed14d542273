package weir.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.capture.live.AdapterState.Traffic;

class LinuxAdaptersTest {
  @TempDir private Path root;

  private LinuxAdapters linux() {
    return new LinuxAdapters(root);
  }

  /// @param more files and folders (with a slash) that it has
  private void adapter(String name, String type, String... more) throws IOException {
    Path folder = Files.createDirectories(root.resolve("sys/class/net").resolve(name));
    Files.writeString(folder.resolve("type"), type + "\n");
    for (String one : more) {
      if (one.endsWith("/")) {
        Files.createDirectory(folder.resolve(one));
      } else {
        String[] content = one.split("=", 2);
        Files.writeString(folder.resolve(content[0]), content[1] + "\n");
      }
    }
  }

  @Test
  void countsAreOfEachAdapter() throws IOException {
    Files.createDirectories(root.resolve("proc/net"));
    Files.writeString(
        root.resolve("proc/net/dev"),
        """
        Inter-|   Receive                                                |  Transmit
         face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs
            lo: 100       1    0    0    0     0          0         0      100       1    0    0    0     0       0          0
        eth0:1:18446744073    22    0    9    0     0          0         0 7 8    0    0    0     0       0          0
        """);
    assertEquals(
        Map.of("lo", new Traffic(100, 100, 1, 1), "eth0:1", new Traffic(18_446_744_073L, 7, 22, 8)),
        linux().traffic());
  }

  @Test
  void whatAnAdapterIsIsToldByItsFiles() throws IOException {
    adapter("lo", "772");
    adapter("eth0", "1", "device/", "uevent=INTERFACE=eth0");
    adapter("wlan0", "1", "device/", "wireless/", "uevent=DEVTYPE=wlan");
    adapter("wwan0", "65534", "device/", "uevent=DEVTYPE=wwan");
    adapter("docker0", "1", "bridge/", "uevent=DEVTYPE=bridge");
    adapter("bond0", "1", "bonding/");
    adapter("eth0.7", "1", "uevent=DEVTYPE=vlan");
    adapter("tun0", "65534", "tun_flags=0x1001");
    adapter("tap0", "1", "tun_flags=0x1002");
    adapter("wg0", "65534", "uevent=INTERFACE=wg0\nDEVTYPE=wireguard");
    adapter("veth1", "1", "uevent=INTERFACE=veth1");
    Map<String, AdapterKind> expected =
        Map.ofEntries(
            Map.entry("lo", AdapterKind.LOOPBACK),
            Map.entry("eth0", AdapterKind.ETHERNET),
            Map.entry("wlan0", AdapterKind.WIFI),
            Map.entry("wwan0", AdapterKind.MOBILE),
            Map.entry("docker0", AdapterKind.BRIDGE),
            Map.entry("bond0", AdapterKind.BOND),
            Map.entry("eth0.7", AdapterKind.VLAN),
            Map.entry("tun0", AdapterKind.VPN),
            Map.entry("tap0", AdapterKind.VPN),
            Map.entry("wg0", AdapterKind.VPN),
            Map.entry("veth1", AdapterKind.VIRTUAL));
    expected.forEach((name, kind) -> assertEquals(Optional.of(kind), linux().kind(name), name));
  }

  @Test
  void speedAndCarrierAreOfAdaptersThatHaveThem() throws IOException {
    adapter("eth0", "1", "device/", "speed=2500", "carrier=1");
    adapter("eth1", "1", "device/", "speed=-1", "carrier=0");
    adapter("veth1", "1", "speed=10000");
    assertEquals(OptionalLong.of(2_500_000_000L), linux().bitsPerSecond("eth0"));
    assertEquals(OptionalLong.empty(), linux().bitsPerSecond("eth1"));
    assertEquals(
        OptionalLong.empty(), linux().bitsPerSecond("veth1"), "it is as fast as the cores");
    assertTrue(linux().carrier("eth0"));
    assertFalse(linux().carrier("eth1"));
    assertTrue(linux().carrier("veth1"), "nothing is known");
  }

  @Test
  void elsewhereNothingIsTold() {
    assertEquals(Map.of(), linux().traffic());
    assertEquals(Optional.empty(), linux().kind("en0"));
    assertEquals(OptionalLong.empty(), linux().bitsPerSecond("en0"));
    assertTrue(linux().carrier("en0"));
  }
}
