package weir.capture.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What Linux tells of its adapters in `/proc/net/dev` and `/sys/class/net`, to anybody. Elsewhere
/// nothing is there, and nothing is told.
final class LinuxAdapters {
  /// `/proc/net/dev` has, behind the name, eight counts of what came and eight of what went.
  private static final int COUNTS = 16;

  private static final int OUT = 8;
  private static final long MEGA = 1_000_000;

  // ARPHRD_…
  private static final String ETHER = "1";
  private static final String LOOPBACK = "772";
  private static final String NONE = "65534";

  private final Path counts;
  private final Path adapters;

  /// @param root above `proc` and `sys`
  LinuxAdapters(Path root) {
    counts = root.resolve("proc/net/dev");
    adapters = root.resolve("sys/class/net");
  }

  /// By name.
  Map<String, AdapterState.Traffic> traffic() {
    Map<String, AdapterState.Traffic> traffic = new HashMap<>();
    try {
      for (String line : Files.readAllLines(counts)) {
        int colon = line.lastIndexOf(':');
        String[] numbers =
            colon < 0 ? new String[0] : line.substring(colon + 1).strip().split(" +");
        if (numbers.length >= COUNTS) {
          traffic.put(
              line.substring(0, colon).strip(),
              new AdapterState.Traffic(
                  Long.parseLong(numbers[0]),
                  Long.parseLong(numbers[OUT]),
                  Long.parseLong(numbers[1]),
                  Long.parseLong(numbers[OUT + 1])));
        }
      }
    } catch (IOException | NumberFormatException e) {
      return Map.of();
    }
    return traffic;
  }

  /// Empty where it is not there.
  private Optional<String> read(String adapter, String what) {
    try {
      return Optional.of(Files.readString(adapters.resolve(adapter).resolve(what)).strip());
    } catch (IOException e) { // also of one that is down, which has no speed and no carrier
      return Optional.empty();
    }
  }

  private boolean has(String adapter, String what) {
    return Files.exists(adapters.resolve(adapter).resolve(what));
  }

  Optional<AdapterKind> kind(String adapter) {
    Optional<String> type = read(adapter, "type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    if (type.get().equals(LOOPBACK)) {
      return Optional.of(AdapterKind.LOOPBACK);
    }
    if (has(adapter, "wireless") || has(adapter, "phy80211")) {
      return Optional.of(AdapterKind.WIFI);
    }
    if (has(adapter, "bridge")) {
      return Optional.of(AdapterKind.BRIDGE);
    }
    if (has(adapter, "bonding")) {
      return Optional.of(AdapterKind.BOND);
    }
    return Optional.of(ofDriver(adapter, type.get()));
  }

  private AdapterKind ofDriver(String adapter, String type) {
    String driver =
        read(adapter, "uevent")
            .flatMap(
                text ->
                    text.lines()
                        .filter(line -> line.startsWith("DEVTYPE="))
                        .map(line -> line.substring("DEVTYPE=".length()))
                        .findFirst())
            .orElse("")
            .toLowerCase(Locale.ROOT);
    return switch (driver) {
      case "wlan" -> AdapterKind.WIFI;
      case "wwan" -> AdapterKind.MOBILE;
      case "vlan" -> AdapterKind.VLAN;
      case "bridge" -> AdapterKind.BRIDGE;
      case "bond" -> AdapterKind.BOND;
      case "wireguard", "ppp", "gre", "ipip", "sit", "vxlan", "geneve" -> AdapterKind.VPN;
      default ->
          !type.equals(ETHER)
              ? AdapterKind.VPN
              : has(adapter, "device")
                  ? AdapterKind.ETHERNET
                  : has(adapter, "tun_flags") ? AdapterKind.VPN : AdapterKind.VIRTUAL;
    };
  }

  /// True where nothing is known.
  boolean carrier(String adapter) {
    return read(adapter, "carrier").map(text -> text.equals("1")).orElse(true);
  }

  /// Virtual adapters give a speed too, which is none.
  OptionalLong bitsPerSecond(String adapter) {
    long mega = read(adapter, "speed").map(LinuxAdapters::number).orElse(-1L);
    return mega <= 0 || !has(adapter, "device")
        ? OptionalLong.empty()
        : OptionalLong.of(mega * MEGA);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// As libpcap has it when it captures there.
  int linkType(String adapter) {
    return switch (read(adapter, "type").orElse(ETHER)) {
      case ETHER, LOOPBACK -> CaptureFilter.ETHERNET;
      case NONE -> CaptureFilter.RAW;
      default -> CaptureFilter.COOKED;
    };
  }
}
