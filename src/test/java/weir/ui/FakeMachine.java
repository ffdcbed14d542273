package weir.ui;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import weir.capture.live.Adapter;
import weir.capture.live.AdapterKind;
import weir.capture.live.AdapterState;
import weir.capture.live.AdapterState.Traffic;
import weir.capture.live.Doctor;
import weir.capture.live.Machine;
import weir.flow.IpAddress;

/// A machine whose adapters and lacks a test says.
final class FakeMachine implements Machine {
  static final List<Doctor.Finding> WELL =
      List.of(
          new Doctor.Finding("libpcap", true, "libpcap version 1.10", ""),
          new Doctor.Finding("verdict", true, "Weir captures by itself", ""));
  static final List<Doctor.Finding> ILL =
      List.of(
          new Doctor.Finding(
              "rights",
              false,
              "this account may not open adapters itself",
              "sudo usermod -aG wireshark me (then log in again)"),
          new Doctor.Finding("verdict", false, "this account cannot capture", ""));

  volatile List<AdapterState> adapters = List.of();
  volatile List<Doctor.Finding> findings = WELL;
  volatile BiFunction<String, String, Optional<String>> filter = (_, _) -> Optional.empty();
  final AtomicInteger looks = new AtomicInteger();
  final AtomicInteger examinations = new AtomicInteger();
  final AtomicInteger checks = new AtomicInteger();

  static AdapterState adapter(String name, AdapterKind kind, long octets) {
    return new AdapterState(
        new Adapter(
            name, "", List.of(IpAddress.parse("192.0.2.7")), 1, true, kind == AdapterKind.LOOPBACK),
        kind,
        true,
        OptionalLong.empty(),
        Optional.of(new Traffic(octets, octets, 0, 0)));
  }

  @Override
  public List<AdapterState> adapters() {
    looks.incrementAndGet();
    return adapters;
  }

  @Override
  public List<Doctor.Finding> examine() {
    examinations.incrementAndGet();
    return findings;
  }

  @Override
  public Optional<String> problem(String text, String adapter) {
    checks.incrementAndGet();
    return filter.apply(text, adapter);
  }
}
