package weir.ui.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import weir.capture.live.Adapter;
import weir.capture.live.AdapterKind;
import weir.capture.live.AdapterState;
import weir.flow.IpAddress;
import weir.query.SiText;

/// Adapters in words.
final class Words {
  private static final String RATE = "bit/s";

  private Words() {}

  /// "Ethernet · 1 Gbit/s", "Wi-Fi · no connection", "Loopback · down".
  static String kind(AdapterState state) {
    List<String> words = new ArrayList<>(List.of(state.kind().words()));
    if (AdapterHistory.isDown(state)) {
      words.add("down");
    } else if (!state.carrier()) {
      words.add("no connection");
    } else {
      state.bitsPerSecond().ifPresent(speed -> words.add(SiText.exact((double) speed, RATE)));
    }
    return String.join(" · ", words);
  }

  /// Those of the own link alone last: they say the least.
  static String addresses(AdapterState state) {
    Adapter adapter = state.adapter();
    String all =
        adapter.addresses().stream()
            .map(IpAddress::toString)
            .sorted(Comparator.comparing((String text) -> text.startsWith("fe80:")))
            .collect(Collectors.joining(", "));
    if (!all.isEmpty()) {
      return all;
    }
    return state.kind() == AdapterKind.EVERY
        ? "what comes and goes anywhere on this machine"
        : adapter.description().isEmpty() ? "no address" : adapter.description();
  }

  /// "1.20 Mbit/s"; a dash where it is not known.
  static String rate(double bitsPerSecond) {
    return Double.isNaN(bitsPerSecond) ? "–" : SiText.of(bitsPerSecond, RATE);
  }

  /// All of a row, for who cannot see it.
  static String row(AdapterHistory.Line line) {
    return String.join(
        ", ",
        Arrays.asList(
            line.state().name(),
            kind(line.state()).replace(" · ", ", "),
            addresses(line.state()),
            line.isKnown()
                ? "in " + rate(line.inNow()) + ", out " + rate(line.outNow())
                : "traffic not known"));
  }

  /// "1,204".
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
