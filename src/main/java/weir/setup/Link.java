package weir.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a link of some speed lets expect of an exporter, and what to set for that. Every number is
/// an estimate whose assumptions are said; the worst case is a link that is full of the shortest
/// packets, as in an attack.
///
/// @param bitsPerSecond its speed, one way
public record Link(long bitsPerSecond) {
  /// A flow that goes on is told so often.
  public static final int ACTIVE_SECONDS = 60;

  /// A flow that has fallen silent is told so late.
  public static final int IDLE_SECONDS = 15;

  private static final Pattern SPEED =
      Pattern.compile("(\\d{1,7}(?:\\.\\d{1,3})?) ?(?:([mgt])(?:bit/s|bps|b)?)?");

  /// On the wire: the shortest frame of Ethernet with preamble and gap; and a usual one.
  private static final int SHORTEST = 84;

  private static final int USUAL = 520;

  /// Of a datagram of IPFIX or NetFlow 9.
  private static final int RECORDS = 25;

  /// A usual flow's: of traffic of many users, some.
  private static final int FLOW_OCTETS = 20_000;

  private static final long LEAST_ENTRIES = 4096;
  private static final long MOST_ENTRIES = 1_000_000;

  /// A usual one's.
  public static final Link USUAL_LINK = new Link(10_000_000_000L);

  public Link {
    if (bitsPerSecond < 1_000_000 || bitsPerSecond > 10_000_000_000_000L) {
      throw new IllegalArgumentException("A link has 1M to 10T");
    }
  }

  /// "10G", "100 Mbit/s", "400g"; a bare number is of Mbit/s.
  ///
  /// @throws IllegalArgumentException with a sentence
  public static Link parse(String text) {
    Matcher match = SPEED.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!match.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no speed: write 100M, 10G or 400G");
    }
    double unit =
        switch (match.group(2)) {
          case "g" -> 1e9;
          case "t" -> 1e12;
          case null, default -> 1e6;
        };
    return new Link(Math.round(Double.parseDouble(match.group(1)) * unit));
  }

  /// "10G".
  public String text() {
    return bitsPerSecond % 1_000_000_000_000L == 0
        ? bitsPerSecond / 1_000_000_000_000L + "T"
        : bitsPerSecond % 1_000_000_000L == 0
            ? bitsPerSecond / 1_000_000_000L + "G"
            : bitsPerSecond / 1_000_000L + "M";
  }

  /// One packet in so many: some thousand samples a second at most while packets are usual ones.
  public long sampling() {
    long wanted = Math.ceilDiv(bitsPerSecond, 5_000_000L);
    if (wanted <= 20) { // 100 Mbit/s: every packet can be looked at
      return 1;
    }
    long scale = 1;
    while (true) {
      for (long step : new long[] {1, 2, 5}) {
        if (step * scale >= wanted) {
          return step * scale;
        }
      }
      scale *= 10;
    }
  }

  private double packets(int octets) {
    return bitsPerSecond / 8.0 / octets;
  }

  /// Of a full link with usual packets.
  ///
  /// @param sampling one in so many
  public double samplesPerSecond(long sampling) {
    return packets(USUAL) / sampling;
  }

  /// Of one that is full of the shortest.
  public double worstSamplesPerSecond(long sampling) {
    return packets(SHORTEST) / sampling;
  }

  /// Entries of a flow table that hold what is open at a time, as exporters have them.
  public long entries(long sampling) {
    double flows = bitsPerSecond / 8.0 / FLOW_OCTETS * 2 * IDLE_SECONDS;
    double sampled = worstSamplesPerSecond(sampling) * IDLE_SECONDS; // each a flow of its own
    long entries = LEAST_ENTRIES;
    while (entries < Math.min(flows, sampled)) {
      entries *= 2;
    }
    return Math.min(entries, MOST_ENTRIES);
  }

  /// How far a share of the traffic may be off, in per cent of it.
  private double error(long sampling, double share, int seconds) {
    return 196 / Math.sqrt(Math.max(1, samplesPerSecond(sampling) * share * seconds));
  }

  /// What to expect, a sentence each.
  ///
  /// @param sampling one in so many
  /// @param table whether the exporter has a flow table
  public List<String> expects(long sampling, boolean table) {
    List<String> said = new ArrayList<>();
    said.add(
        sampling == 1
            ? "Every packet counts: sums are exact."
            : String.format(
                Locale.ROOT,
                "One packet in %,d: what has 1 %% of a full link is told within ±%.0f %% over a"
                    + " minute.",
                sampling,
                Math.ceil(error(sampling, 0.01, 60))));
    said.add(
        String.format(
            Locale.ROOT,
            "Full of usual packets (500 octets) it is %,.0f %s/s; at worst, full of the shortest,"
                + " %,.0f.",
            samplesPerSecond(sampling),
            sampling == 1 ? "packets" : "samples",
            worstSamplesPerSecond(sampling)));
    if (table) {
      said.add(
          String.format(
              Locale.ROOT,
              "A table of %,d flows, told every %d s, or %d s after their last packet; at worst"
                  + " each packet that is looked at is a flow: %,.0f datagrams/s.",
              entries(sampling),
              ACTIVE_SECONDS,
              IDLE_SECONDS,
              worstSamplesPerSecond(sampling) / RECORDS));
    } else {
      said.add("Samples leave at once, a few in a datagram; counters of interfaces every 20 s.");
    }
    said.add(
        "Meter what comes in, on every interface, and nothing of what goes out: else whatever"
            + " passes is counted twice. Two routers in a row count twice as well; the page of"
            + " exporters measures it.");
    return said;
  }
}
