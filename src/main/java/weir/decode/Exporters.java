package weir.decode;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.decode.state.ExporterState;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.flow.IpAddress;
import weir.flow.OwnElements;

/// The exporters heard from. Bounded in number and in what is known of them: those not heard from
/// for longest are forgotten, an eighth at a time, and their counts are kept.
final class Exporters {
  private static final Logger LOG = LoggerFactory.getLogger(Exporters.class);
  private static final int MAX_EXPORTERS = 4096;
  private static final long MAX_BYTES = 128 << 20;

  private final ConcurrentHashMap<IpAddress, ExporterState> states = new ConcurrentHashMap<>();
  private final OwnElements own;
  private @Nullable ExporterState last;
  private volatile DecoderCounters forgotten = DecoderCounters.NONE;
  private long bytes;

  /// @param own elements that somebody says what they fill
  Exporters(OwnElements own) {
    this.own = own;
  }

  /// The exporter of that address, known or new.
  ExporterState of(long high, long low) {
    ExporterState same = last;
    if (same != null && same.address().low() == low && same.address().high() == high) {
      return same;
    }
    IpAddress address = new IpAddress(high, low);
    ExporterState state = states.get(address);
    if (state == null) {
      if (states.size() >= MAX_EXPORTERS) {
        forgetOldest();
      }
      state = new ExporterState(address, own);
      states.put(address, state);
      bytes += state.footprint().bytes();
    }
    last = state;
    return state;
  }

  /// Has an exporter forget what a connection of it has told.
  void ended(long high, long low, int process) {
    ExporterState state = states.get(new IpAddress(high, low));
    if (state != null) {
      long before = state.footprint().bytes();
      state.templates().end(process);
      bytes += state.footprint().bytes() - before;
    }
  }

  /// Keeps what all know within bounds.
  ///
  /// @param bytesBefore footprint of the exporter in hand before its datagram
  void grown(ExporterState exporter, long bytesBefore) {
    exporter.trim();
    bytes += exporter.footprint().bytes() - bytesBefore;
    while (bytes > MAX_BYTES && states.size() > 1) {
      forgetOldest();
    }
  }

  /// All but `last`, which is in hand.
  private void forgetOldest() {
    List<ExporterState> oldest =
        states.values().stream()
            .filter(state -> state != last)
            .sorted(Comparator.comparingLong(ExporterState::lastSeenNanos))
            .limit(Math.max(1, states.size() / 8))
            .toList();
    DecoderCounters sum = forgotten;
    for (ExporterState state : oldest) {
      states.remove(state.address());
      bytes -= state.footprint().bytes();
      sum = sum.forgetting(state.counts());
    }
    forgotten = sum;
  }

  /// Goes on from what was known before a restart; before the first datagram.
  void restore(List<ExporterMemory> memories) {
    int unused = 0;
    for (ExporterMemory memory : memories.stream().limit(MAX_EXPORTERS).toList()) {
      ExporterState state = of(memory.address().high(), memory.address().low());
      long bytesBefore = state.footprint().bytes();
      unused += state.restore(memory);
      grown(state, bytesBefore);
    }
    if (unused > 0) {
      LOG.warn("{} remembered templates cannot be used; their exporters send them again", unused);
    }
  }

  long footprintBytes() {
    return bytes;
  }

  /// From one thread.
  void unkeptInterfaces(IpAddress exporter, long count) {
    ExporterState state = states.get(exporter);
    if (state != null) {
      state.unkeptInterfaces(count);
    }
  }

  /// From any thread.
  Optional<ExporterMemory> memory(IpAddress exporter) {
    return Optional.ofNullable(states.get(exporter)).map(ExporterState::memory);
  }

  /// From any thread.
  List<ExporterMemory> memories() {
    return states.values().stream().map(ExporterState::memory).toList();
  }

  /// From any thread.
  List<ExporterStatus> status() {
    return states.values().stream().map(ExporterState::status).toList();
  }

  /// From any thread.
  DecoderCounters counters() {
    return forgotten.plus(states.values().stream().map(ExporterState::counts).toList());
  }
}
