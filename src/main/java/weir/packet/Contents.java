package weir.packet;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import weir.flow.Names;

/// How many packets are of which protocol.
final class Contents {
  private static final int MOST_NAMED = 5;

  private final long[] byProtocol = new long[256];
  private long withoutIp;

  /// @param protocol of IP; negative where there is none
  void count(int protocol) {
    if (protocol < 0) {
      withoutIp++;
    } else {
      byProtocol[protocol & 0xff]++;
    }
  }

  /// "12 packets: 8 of TCP, 3 of UDP, 1 of no IP".
  String words(long packets) {
    Map<String, Long> parts = new LinkedHashMap<>();
    for (int protocol = 0; protocol < byProtocol.length; protocol++) {
      if (byProtocol[protocol] > 0) {
        parts.put("of " + Names.protocolName(protocol), byProtocol[protocol]);
      }
    }
    if (withoutIp > 0) {
      parts.put("of no IP", withoutIp);
    }
    String named =
        parts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(MOST_NAMED)
            .map(part -> String.format(Locale.ROOT, "%,d %s", part.getValue(), part.getKey()))
            .collect(Collectors.joining(", "));
    return packets == 0
        ? "no packet"
        : String.format(
                Locale.ROOT, "%,d %s: %s", packets, packets == 1 ? "packet" : "packets", named)
            + (parts.size() > MOST_NAMED ? " and others" : "");
  }
}
