package weir.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What flows by `tcp_step` say of the connections there were: sentences, each with the numbers
/// that it rests on.
///
/// @param syn flows with SYN and no ACK: a connection tried and, where a flow is all packets of one
///   way, not answered
/// @param synAck flows with SYN and ACK: an answer, or a connection that came about
/// @param rst flows with RST
/// @param other flows with none of these
public record FlagMix(long syn, long synAck, long rst, long other) {
  /// Fewer flows say nothing.
  private static final long FEW = 20;

  /// So many times as many are no accident.
  private static final double MANY = 3;

  /// Of an answer by `tcp_step` whose first measure counts.
  public static FlagMix of(Answer answer) {
    long[] sums = new long[4];
    for (int row = 0; row < answer.rows(); row++) {
      int step = (int) answer.keys().getFirst().low()[row];
      sums[Math.clamp(step, 0, 3)] += answer.sums()[0][row];
    }
    return new FlagMix(sums[0], sums[1], sums[2], sums[3]);
  }

  /// "1,204 SYN : 1,180 SYN-ACK : 31 RST".
  public String ratio() {
    return "%s SYN : %s SYN-ACK : %s RST".formatted(text(syn), text(synAck), text(rst));
  }

  /// What it means, the weightiest first; never none.
  public List<String> sentences() {
    List<String> said = new ArrayList<>();
    long all = syn + synAck + rst;
    if (all + other == 0) {
      return List.of("There is no TCP in this range.");
    }
    if (all < FEW) {
      return List.of(
          "Too few connections begin or end here to say anything: "
              + text(all)
              + " of "
              + text(all + other)
              + " TCP flows.");
    }
    if (syn >= MANY * synAck && syn >= FEW) {
      said.add(
          "Most connections that are tried are not answered: "
              + (synAck == 0 ? "no SYN-ACK at all" : times(syn, synAck) + " SYN for each SYN-ACK")
              + ". A SYN flood (many sources, one destination) or a scan (one source, many"
              + " destinations) looks so; so does traffic of which only one way is seen.");
    } else if (synAck >= MANY * syn && syn > 0 && other < synAck) {
      said.add(
          "More is answered than is tried: "
              + times(synAck, syn)
              + " SYN-ACK for each SYN. Exporters that keep a flow for each connection tell it so;"
              + " else only the way back is seen, or others' addresses are forged as yours.");
    } else {
      said.add("Connections that are tried are answered: " + share(synAck, syn) + ".");
    }
    if (rst >= Math.max(FEW, synAck)) {
      said.add(
          "Many are refused or cut off: "
              + text(rst)
              + " RST, "
              + percent(rst, all + other)
              + " of all TCP flows. Closed ports, a firewall that refuses, or a program that"
              + " died.");
    }
    return said;
  }

  private static String share(long answers, long tries) {
    return tries == 0
        ? text(answers) + " SYN-ACK, no SYN that was left without"
        : String.format(Locale.ROOT, "%.2f SYN-ACK for each SYN", (double) answers / tries);
  }

  private static String times(long many, long few) {
    return String.format(Locale.ROOT, "%.1f", (double) many / few);
  }

  private static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  private static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
