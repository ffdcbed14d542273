package weir.ui.capture;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import weir.capture.live.CaptureOptions;
import weir.ingest.Capturing;

/// Options of a capture as they are typed.
///
/// @param filter in tcpdump's language; empty for all packets
/// @param ownPackets whether only those from and to this machine are taken
/// @param octets kept of each packet
/// @param buffer in MiB
/// @param oneIn of so many packets one is taken
/// @param programs whether flows are named by the programs that they belong to
/// @param everyPacket whether each packet becomes a flow of its own
/// @param packets that kept ones take at most, in MiB; empty for none
/// @param folder of the data set; empty for one that is not kept unless it is saved
public record CaptureEntry(
    String filter,
    boolean ownPackets,
    String octets,
    String buffer,
    String oneIn,
    boolean programs,
    boolean everyPacket,
    String packets,
    String folder) {
  static final int LEAST_OCTETS = 64;
  static final int MOST_OCTETS = 262_144;
  static final int LEAST_PACKETS = 16;
  static final int MOST_PACKETS = 1_000_000;
  static final int MOST_BUFFER = 2_000;
  static final int MOST_ONE_IN = 1_000_000;

  private static final String WORDS =
      "host|net|port|portrange|gateway|src|dst|and|or|not|ether|ip|ip6|arp|rarp|tcp|udp|icmp|icmp6|"
          + "proto|mask|less|greater|vlan|mpls|inbound|outbound|broadcast|multicast|any";

  /// A word behind which a host or a network is named, and a name there.
  private static final Pattern NAME =
      Pattern.compile(
          "\\b(?:host|gateway|net|src|dst)\\s+(?!(?:" + WORDS + ")\\b)(?![0-9a-f]*:)[a-z_][\\w.-]*",
          Pattern.CASE_INSENSITIVE);

  /// With what is usual.
  public static final CaptureEntry USUAL = of(Capturing.on(List.of("any")));

  /// As it would be typed.
  public static CaptureEntry of(Capturing what) {
    CaptureOptions options = what.options();
    return new CaptureEntry(
        options.filter(),
        !options.promiscuous(),
        Integer.toString(options.snapOctets()),
        Integer.toString(options.bufferMebibytes()),
        Integer.toString(what.oneIn()),
        what.programs(),
        what.everyPacket(),
        what.mostPacketMebibytes() == 0 ? "" : Integer.toString(what.mostPacketMebibytes()),
        what.folder().map(Path::toString).orElse(""));
  }

  /// @throws IllegalArgumentException with a sentence, if something cannot be used
  public Capturing capturing(List<String> adapters) {
    return new Capturing(
        adapters,
        new CaptureOptions(
            !ownPackets,
            filter.strip(),
            number(octets, LEAST_OCTETS, MOST_OCTETS, "octets"),
            number(buffer, 1, MOST_BUFFER, "MiB")),
        number(oneIn, 1, MOST_ONE_IN, "packets"),
        programs,
        everyPacket,
        packets(packets),
        folder(folder));
  }

  /// @param what is counted, in words
  static int number(String text, int least, int most, String what) {
    try {
      int number = Integer.parseInt(text.strip().replace(",", ""));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "write a number of %s from %s to %s"
            .formatted(what, Words.count(least), Words.count(most)));
  }

  /// MiB; empty for none.
  ///
  /// @throws IllegalArgumentException with a sentence, if it is no such number
  static int packets(String text) {
    return text.isBlank() ? 0 : number(text, LEAST_PACKETS, MOST_PACKETS, "MiB");
  }

  /// Empty for none.
  ///
  /// @throws IllegalArgumentException with a sentence, if it is no folder's path
  public static Optional<Path> folder(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(text.strip());
      if (path.isAbsolute()) {
        return Optional.of(path);
      }
    } catch (InvalidPathException e) {
      // said below
    }
    throw new IllegalArgumentException("write the whole path of a folder, as /home/me/flows");
  }

  /// Whether a filter names a host or a network. Such a name would be looked up when the filter is
  /// checked: that is for who starts, not for who is typing.
  static boolean namesHosts(String filter) {
    return NAME.matcher(filter).find();
  }

  /// What is not as usual: "tcp port 443 · own packets · 1 of 10"; empty for nothing.
  String summary() {
    List<String> words = new ArrayList<>();
    if (!filter.isBlank()) {
      words.add(filter.strip());
    }
    if (ownPackets) {
      words.add("own packets only");
    }
    if (!octets.equals(USUAL.octets)) {
      words.add(octets.strip() + " octets of each packet");
    }
    if (!buffer.equals(USUAL.buffer)) {
      words.add(buffer.strip() + " MiB buffer");
    }
    if (!oneIn.equals(USUAL.oneIn)) {
      words.add("1 of " + oneIn.strip() + " packets");
    }
    if (!programs) {
      words.add("without programs");
    }
    if (everyPacket) {
      words.add("every packet a flow");
    }
    if (!packets.isBlank()) {
      words.add("packets kept in " + packets.strip() + " MiB");
    }
    if (!folder.isBlank()) {
      words.add("kept in " + folder.strip());
    }
    return String.join(" · ", words);
  }
}
