package weir.capture.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Packets that an adapter of Linux lost before the kernel saw them, by its own counters, since the
/// capture began; 0 where it does not tell.
final class AdapterDrops {
  /// No room in the adapter, or in its queues.
  private static final List<String> COUNTERS = List.of("rx_missed_errors", "rx_fifo_errors");

  private final String adapter;
  private final Path folder;
  private final long before;

  AdapterDrops(String adapter) {
    this(adapter, Path.of("/sys/class/net", adapter, "statistics"));
  }

  AdapterDrops(String adapter, Path folder) {
    this.adapter = adapter;
    this.folder = folder;
    this.before = sum();
  }

  private long sum() {
    return COUNTERS.stream().mapToLong(this::counter).sum();
  }

  private long counter(String name) {
    try {
      return Long.parseLong(Files.readString(folder.resolve(name)).strip());
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /// By place, as [LivePackets#drops] gives them.
  Map<String, Long> with(long droppedByKernel) {
    return places(adapter, droppedByKernel, Math.max(0, sum() - before));
  }

  static Map<String, Long> places(String adapter, long byKernel, long byAdapter) {
    Map<String, Long> drops = new TreeMap<>();
    drops.put("kernel, " + adapter, byKernel);
    drops.put("adapter " + adapter, byAdapter);
    drops.values().removeIf(count -> count == 0);
    return drops;
  }
}
