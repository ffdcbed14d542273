package weir.capture.live;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// This machine: libpcap's list of adapters or, without it, Java's; and what Linux tells of each.
final class ThisMachine implements Machine {
  private static final String ANY = "any";

  /// What libpcap lists beside adapters and carries no IP, or takes the packets away from the
  /// system (nfqueue).
  private static final List<String> NO_ADAPTERS =
      List.of("bluetooth", "usbmon", "dbus-", "nfqueue", "rdma", "dag", "snf");

  private final LinuxAdapters linux;

  ThisMachine() {
    this(new LinuxAdapters(Path.of("/")));
  }

  ThisMachine(LinuxAdapters linux) {
    this.linux = linux;
  }

  @Override
  public List<AdapterState> adapters() {
    Map<String, AdapterState.Traffic> counts = linux.traffic();
    List<AdapterState> states = new ArrayList<>();
    for (Adapter adapter : listed()) {
      if (NO_ADAPTERS.stream().noneMatch(adapter.name()::startsWith)) {
        states.add(state(adapter, counts));
      }
    }
    return states;
  }

  private AdapterState state(Adapter adapter, Map<String, AdapterState.Traffic> counts) {
    String name = adapter.name();
    if (name.equals(ANY)) {
      return new AdapterState(adapter, AdapterKind.EVERY, true, OptionalLong.empty(), sum(counts));
    }
    AdapterKind kind = linux.kind(name).orElseGet(() -> kind(adapter));
    return new AdapterState(
        adapter,
        kind,
        linux.carrier(name),
        linux.bitsPerSecond(name),
        Optional.ofNullable(counts.get(name)));
  }

  private static Optional<AdapterState.Traffic> sum(Map<String, AdapterState.Traffic> counts) {
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            counts.values().stream().reduce(AdapterState.Traffic.NONE, AdapterState.Traffic::plus));
  }

  /// Where the system tells nothing more.
  private static AdapterKind kind(Adapter adapter) {
    if (adapter.loopback()) {
      return AdapterKind.LOOPBACK;
    }
    return adapter.name().equals("nflog") ? AdapterKind.LOG : AdapterKind.UNKNOWN;
  }

  private static List<Adapter> listed() {
    try {
      return LivePackets.adapters();
    } catch (CannotCapture e) {
      return ofJava(); // the doctor says what is missing
    }
  }

  /// As Java knows them.
  static List<Adapter> ofJava() {
    List<Adapter> adapters = new ArrayList<>();
    try {
      for (NetworkInterface one : NetworkInterface.networkInterfaces().toList()) {
        adapters.add(
            Adapter.of(
                one.getName(),
                one.getDisplayName().equals(one.getName()) ? "" : one.getDisplayName(),
                one.isUp(),
                one.isLoopback()));
      }
    } catch (SocketException e) {
      // one of them has just gone
    }
    return adapters;
  }

  @Override
  public List<Doctor.Finding> examine() {
    return Doctor.examine();
  }

  @Override
  public Optional<String> problem(String filter, String adapter) {
    return CaptureFilter.problem(
        filter, adapter.equals(ANY) ? CaptureFilter.COOKED : linux.linkType(adapter));
  }
}
