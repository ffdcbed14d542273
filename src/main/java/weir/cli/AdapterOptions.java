package weir.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.capture.live.CannotCapture;
import weir.capture.live.CaptureOptions;
import weir.capture.live.Tapped;
import weir.capture.ring.PacketRing;
import weir.enrich.Directions;
import weir.flow.IpAddress;
import weir.ingest.AdapterInput;
import weir.ingest.Capturing;
import weir.ingest.PacketFiles;
import weir.store.FlowArchive;

/// `--adapter`, and how packets are captured there: of `capture` and `collect`.
final class AdapterOptions {
  private static final int MOST_ONE_IN = 1_000_000;
  private static final int MOST_SNAP = 262_144;
  private static final String USUAL_SIZE = "1GiB";

  @Option(
      names = {"-i", "--adapter"},
      split = ",",
      paramLabel = "ADAPTER[:ADAPTER]",
      description =
          "Capture on these: eth0, any, nflog:5. Two with a colon are the halves of a tap or a"
              + " mirror: what a device receives, and what it sends. Repeat or separate by commas.")
  @Example("tap0:tap1")
  private List<String> adapters = List.of();

  @Option(
      names = "--filter",
      paramLabel = "FILTER",
      description = "Only such packets, in tcpdump's language: 'tcp port 443'.")
  @Example("tcp port 443")
  private String filter = "";

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "Take one packet of N, at random; sums are multiplied by it (default: all).")
  @Example("1000")
  private int oneIn = 1;

  @Option(
      names = "--snap",
      paramLabel = "OCTETS",
      description =
          "Octets kept of each packet; headers are enough for flows (default: 256; whole packets"
              + " where they are kept).")
  @Example("256")
  private int snapOctets;

  @Option(
      names = "--buffer",
      paramLabel = "MIB",
      description = "Room in the kernel for packets that wait (default: 64).")
  @Example("64")
  private int bufferMebibytes = CaptureOptions.USUAL.bufferMebibytes();

  @Option(
      names = "--own-packets",
      description = "Only packets from and to this machine: adapters stay out of promiscuous mode.")
  @Example("true")
  private boolean ownPackets;

  @Option(
      names = "--no-programs",
      description =
          "Do not look up which programs of this machine flows belong to, and how it translates"
              + " them.")
  @Example("true")
  private boolean noPrograms;

  @Option(
      names = "--every-packet",
      description = "Every packet is a flow of its own, instead of folding those of a second.")
  @Example("true")
  private boolean everyPacket;

  @Option(
      names = "--keep-packets",
      paramLabel = "SIZE",
      description =
          "Keep the packets, too, as pcapng files that take so much at most, the oldest go first"
              + " (default with --packets: 1GiB). weir packets reads them.")
  @Example("10GiB")
  private @Nullable String keepSize;

  @Option(
      names = "--packets",
      paramLabel = "DIR",
      description = "The folder of kept packets (default: packets in the data set's folder).")
  @Example("/var/lib/weir/packets")
  private @Nullable Path folder;

  /// Whether anything is to be captured.
  boolean wanted() {
    return !adapters.isEmpty();
  }

  private boolean keeps() {
    return keepSize != null || folder != null;
  }

  /// @throws CommandFailed if something cannot be so
  void check() {
    if (oneIn < 1 || oneIn > MOST_ONE_IN) {
      throw new CommandFailed("--sample " + oneIn + ": take one packet of 1 to 1000000");
    }
    if (snapOctets != 0 && (snapOctets < 64 || snapOctets > MOST_SNAP)) {
      throw new CommandFailed("--snap " + snapOctets + ": keep 64 to 262144 octets");
    }
    if (bufferMebibytes < 1 || bufferMebibytes > 2_000) {
      throw new CommandFailed("--buffer " + bufferMebibytes + ": from 1 to 2000 MiB");
    }
    var _ = packetBytes();
    try {
      for (String adapter : adapters) {
        var _ = Tapped.parse(adapter);
      }
    } catch (CannotCapture e) {
      throw new CommandFailed("--adapter: " + e.getMessage(), e);
    }
  }

  private CaptureOptions options() {
    int snap =
        snapOctets != 0 ? snapOctets : keeps() ? CaptureOptions.WHOLE : CaptureOptions.HEADERS;
    return new CaptureOptions(!ownPackets, filter, snap, bufferMebibytes);
  }

  /// Opens all of them.
  ///
  /// @throws IOException if one cannot be opened; says why and what to do
  List<AdapterInput> open() throws IOException {
    check();
    return AdapterInput.open(
        new Capturing(adapters, options(), oneIn, !noPrograms, everyPacket, 0, Optional.empty()));
  }

  /// Addresses that they have: this machine's own.
  static List<String> own(List<AdapterInput> inputs) {
    return inputs.stream()
        .flatMap(input -> input.adapter().addresses().stream())
        .map(IpAddress::toString)
        .distinct()
        .toList();
  }

  /// Has packets kept beside flows if that is wanted: whoever closes the inputs closes them too.
  ///
  /// @param store closed where that fails
  /// @throws IOException if they cannot be
  void keep(
      List<AdapterInput> inputs,
      Directions directions,
      @Nullable Path dataSet,
      double keptFree,
      FlowArchive store)
      throws IOException {
    try {
      var _ = keep(inputs, directions, dataSet, keptFree);
    } catch (IOException | CommandFailed e) {
      store.close();
      throw e;
    }
  }

  private long packetBytes() {
    String text = keepSize == null ? USUAL_SIZE : keepSize;
    long most = Keep.bytes("--keep-packets", text, "");
    if (most < PacketRing.LEAST_BYTES) {
      throw new CommandFailed("--keep-packets " + text + ": at least 16MiB");
    }
    return most;
  }

  /// Has packets kept if that is wanted; to be closed when no more come.
  ///
  /// @param dataSet whose folder has them unless another one was named
  /// @param keptFree share of the disk that is not written into
  /// @throws IOException if they cannot be
  Optional<PacketRing> keep(
      List<AdapterInput> inputs, Directions directions, @Nullable Path dataSet, double keptFree)
      throws IOException {
    if (!keeps()) {
      return Optional.empty();
    }
    Path into = folder;
    if (into == null) {
      if (dataSet == null) {
        throw new CommandFailed("--keep-packets: name a folder for them with --packets DIR");
      }
      into = dataSet.resolve(PacketFiles.IN_DATA_SET);
    }
    PacketRing ring = PacketRing.open(into, packetBytes(), keptFree);
    inputs.forEach(input -> input.keepIn(ring, directions));
    return Optional.of(ring);
  }
}
