package weir.packet;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts the packets of link types of which nothing is read, so that it can be said which. From
/// any thread.
public final class UnreadLinks {
  private final Map<Integer, LongAdder> packets = new ConcurrentSkipListMap<>();

  public UnreadLinks() {}

  /// Counts a packet if nothing is read of its link type.
  public void count(LinkType link) {
    if (!link.isRead()) {
      packets.computeIfAbsent(link.number(), _ -> new LongAdder()).increment();
    }
  }

  /// What there is to say; empty where all were read.
  public List<String> sentences() {
    return packets.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "packets of %s, of which Weir reads nothing, so that they have no addresses:"
                        + " %,d",
                    LinkType.captured(entry.getKey()),
                    entry.getValue().sum()))
        .toList();
  }
}
