package weir.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import weir.ingest.Reading;

/// `--packets`, `--every-packet` or `--datagrams`: what captures are taken for.
final class ReadingChoice {
  @ArgGroup private Forced forced = new Forced();

  static final class Forced {
    @Option(
        names = "--packets",
        description =
            "Make flows of a capture's packets, second by second. Otherwise weir decode reads"
                + " exports, and of weir import most of its first packets decide.")
    private boolean packets;

    @Option(
        names = "--every-packet",
        description = "The same, but every packet is a flow of its own.")
    private boolean everyPacket;

    @Option(
        names = "--datagrams",
        description = "Read the NetFlow, IPFIX and sFlow exports in a capture, and nothing else.")
    private boolean datagrams;
  }

  Reading reading() {
    if (forced.everyPacket) {
      return Reading.EVERY_PACKET;
    }
    return forced.packets
        ? Reading.PACKETS
        : forced.datagrams ? Reading.DATAGRAMS : Reading.BY_CONTENT;
  }
}
