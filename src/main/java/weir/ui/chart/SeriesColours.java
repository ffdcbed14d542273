package weir.ui.chart;

import static weir.flow.FlowField.DIRECTION;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.flow.Direction;
import weir.flow.IpAddress;
import weir.query.Dimension;

/// Which colour of the palette each series has. A label keeps its colour from answer to answer, and
/// begins with the same one in every chart unless another label there has it already.
final class SeriesColours {
  /// "Other".
  static final int GREY = -1;

  /// The colours that differ most come first in a palette; the rest are for charts with many.
  private static final int PREFERRED = 7;

  /// Labels that are remembered after they have gone.
  private static final int MOST = 256;

  /// TCP, UDP, ICMP, ICMPv6, ESP, GRE.
  private static final Map<Integer, Integer> PROTOCOLS =
      Map.of(6, 0, 17, 1, 1, 2, 58, 6, 50, 4, 47, 3);

  /// ACK, PSH-ACK, SYN, SYN-ACK, FIN-ACK, RST, RST-ACK, FIN-PSH-ACK.
  private static final Map<Integer, Integer> TCP_FLAGS =
      Map.of(16, 0, 24, 5, 2, 1, 18, 4, 17, 2, 4, 3, 20, 6, 25, 10);

  private final int colours;
  private final Map<String, Integer> given = new LinkedHashMap<>(16, 0.75f, true);

  /// @param colours how many the palette has
  SeriesColours(int colours) {
    this.colours = colours;
  }

  /// Index into the palette for each series, or [#GREY].
  int[] of(List<Series> series) {
    Set<Integer> taken = new HashSet<>();
    Set<String> seen = new HashSet<>();
    List<Series> unseen = new ArrayList<>();
    for (Series one : series) {
      Integer colour = given.get(key(one));
      if (!isGrey(one) && seen.add(key(one)) && (colour == null || !taken.add(colour))) {
        unseen.add(one);
      }
    }
    for (Series one : unseen) {
      int colour = preferred(one);
      for (int i = 0; i < colours && taken.contains(colour); i++) {
        colour = (colour + 1) % colours;
      }
      taken.add(colour);
      given.put(key(one), colour);
    }
    int[] indexes = series.stream().mapToInt(s -> isGrey(s) ? GREY : colour(s)).toArray();
    while (given.size() > MOST) {
      given.remove(given.keySet().iterator().next());
    }
    return indexes;
  }

  private int colour(Series series) {
    return given.getOrDefault(key(series), GREY);
  }

  private static boolean isGrey(Series series) {
    return series.other()
        || (isDirection(series) && series.values().getFirst().low() == Direction.UNKNOWN.code());
  }

  private int preferred(Series series) {
    if (series.by().isEmpty()) {
      return 0;
    }
    if (isDirection(series)) {
      return (int) (series.values().getFirst().low() - Direction.IN.code()) % colours;
    }
    Integer customary = customary(series.by().getFirst(), (int) series.values().getFirst().low());
    if (customary != null && series.by().size() == 1) {
      return customary % colours;
    }
    int hash = key(series).hashCode() * 0x9e3779b9;
    return Math.floorMod(hash >>> 8, Math.min(PREFERRED, colours));
  }

  /// Colours that people expect, or that keep apart what is often seen together: resets are red.
  private static @Nullable Integer customary(Dimension by, int value) {
    return switch (by.whole().orElse(null)) {
      case PROTOCOL -> PROTOCOLS.get(value);
      case TCP_FLAGS -> TCP_FLAGS.get(value);
      case null, default -> null;
    };
  }

  /// What has one colour: both directions of a group share it.
  private static String key(Series series) {
    boolean mirrored = series.by().size() > 1 && series.by().getFirst().is(DIRECTION);
    return mirrored
        ? String.join(" → ", texts(series).subList(1, series.by().size()))
        : series.label();
  }

  private static List<String> texts(Series series) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < series.by().size(); i++) {
      IpAddress value = series.values().get(i);
      texts.add(series.by().get(i).text(value.high(), value.low()));
    }
    return texts;
  }

  private static boolean isDirection(Series series) {
    return series.by().size() == 1 && series.by().getFirst().is(DIRECTION);
  }
}
