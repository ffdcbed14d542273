package weir.ui.settings;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import weir.flow.Destination;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.ingest.Listening;
import weir.settings.Settings.Capture;
import weir.settings.Settings.Ports;
import weir.ui.settings.SettingRow.Change;
import weir.ui.settings.SettingRow.Part;
import weir.ui.settings.SettingRow.Words;

/// What listening and capturing begin with, as rows.
final class SourceRows {
  private static final String NEXT_TIME =
      " Holds the next time; what a source does meanwhile is changed on its own page (Ctrl+L).";

  private static final Ports PORTS =
      new Ports(
          Listening.DEFAULT.stream().map(ListenAddress::toString).toList(), List.of(), List.of());
  private static final Capture CAPTURE = new Capture(List.of(), "", false, 256, 64, 1, true, 0);

  private SourceRows() {}

  static List<SettingRow> listening(Change change) {
    return List.of(
        SettingRow.text(
            new Words(
                "datagrams",
                "UDP ports",
                "Where NetFlow, IPFIX and sFlow are listened for: 2055, 127.0.0.1:6343."
                    + NEXT_TIME),
            "2055, 2056, 4739, 6343",
            text -> addresses(text, ListenAddress.EVERYWHERE),
            ports(
                Ports::datagrams,
                (ports, to) -> ports.taking(to, ports.messages(), ports.streams())),
            change),
        SettingRow.text(
            new Words("messages", "TCP ports for IPFIX", "None unless some are named." + NEXT_TIME),
            "none",
            text -> addresses(text, ListenAddress.EVERYWHERE),
            ports(
                Ports::messages,
                (ports, to) -> ports.taking(ports.datagrams(), to, ports.streams())),
            change),
        SettingRow.text(
            new Words(
                "streams",
                "TCP ports for protobuf",
                "For flows of goflow2 and other Weirs; of this machine alone unless an address is"
                    + " named."
                    + NEXT_TIME),
            "none",
            text -> addresses(text, ListenAddress.LOOPBACK),
            ports(
                Ports::streams,
                (ports, to) -> ports.taking(ports.datagrams(), ports.messages(), to)),
            change),
        SettingRow.text(
            new Words(
                "allowed",
                "Who may send",
                "Networks and addresses, as 10.0.0.0/8; what comes from others is refused and"
                    + " counted."
                    + NEXT_TIME),
            "everybody",
            text -> {
              if (!text.isEmpty()) {
                var _ = Prefixes.of(list(text));
              }
            },
            ports(Ports::allowed, (ports, to) -> ports.between(to, ports.forward())),
            change),
        SettingRow.text(
            new Words(
                "forward",
                "Copies to other collectors",
                "Each gets every datagram that is taken: 192.0.2.9:2055." + NEXT_TIME),
            "none",
            text -> list(text).forEach(Destination::parse),
            ports(Ports::forward, (ports, to) -> ports.between(ports.allowed(), to)),
            change));
  }

  /// Of what is listened on; what is usual is kept as nothing.
  private static Part<String> ports(
      Function<Ports, List<String>> get, BiFunction<Ports, List<String>, Ports> set) {
    return new Part<>(
        now -> String.join(", ", get.apply(now.listening().orElse(PORTS))),
        (now, text) -> {
          Ports ports = set.apply(now.listening().orElse(PORTS), list(text));
          return ports.equals(PORTS) ? now.withoutListening() : now.withListening(ports);
        });
  }

  static List<SettingRow> capturing(Change change) {
    return List.of(
        SettingRow.text(
            new Words(
                "capture-filter",
                "Capture only",
                "What the page of capturing begins with, in tcpdump's language: tcp port 443."),
            "all packets",
            _ -> {},
            capture(
                Capture::filter,
                (of, to) -> capture(of, to, of.snapOctets(), of.bufferMebibytes(), of.oneIn())),
            change),
        SettingRow.text(
            new Words(
                "capture-one-in",
                "One packet in",
                "Of so many packets one is taken, at random; 1 for all."),
            "1",
            text -> number(text, 1, 1_000_000),
            capture(
                of -> Integer.toString(of.oneIn()),
                (of, to) ->
                    capture(of, of.filter(), of.snapOctets(), of.bufferMebibytes(), count(to))),
            change),
        SettingRow.text(
            new Words(
                "capture-snap",
                "Octets of each packet",
                "Headers are what counts; 256 are enough for those of tunnels."),
            "256",
            text -> number(text, 64, 262_144),
            capture(
                of -> Integer.toString(of.snapOctets()),
                (of, to) -> capture(of, of.filter(), count(to), of.bufferMebibytes(), of.oneIn())),
            change),
        SettingRow.text(
            new Words(
                "capture-buffer",
                "Buffer in MiB",
                "In which packets wait in the kernel; more helps where packets are dropped."),
            "64",
            text -> number(text, 1, 2_047),
            capture(
                of -> Integer.toString(of.bufferMebibytes()),
                (of, to) -> capture(of, of.filter(), of.snapOctets(), count(to), of.oneIn())),
            change),
        SettingRow.flag(
            new Words(
                "capture-programs",
                "Name programs",
                "Captured flows say which program of this machine they belong to."),
            capture(
                Capture::programs,
                (of, to) ->
                    new Capture(
                        of.adapters(),
                        of.filter(),
                        of.ownPackets(),
                        of.snapOctets(),
                        of.bufferMebibytes(),
                        of.oneIn(),
                        to,
                        of.packetMebibytes())),
            change));
  }

  private static <T> Part<T> capture(
      Function<Capture, T> get, BiFunction<Capture, T, Capture> set) {
    return new Part<>(
        now -> get.apply(now.capture().orElse(CAPTURE)),
        (now, value) -> {
          Capture capture = set.apply(now.capture().orElse(CAPTURE), value);
          return capture.equals(CAPTURE) ? now.withoutCapture() : now.withCapture(capture);
        });
  }

  private static Capture capture(Capture of, String filter, int snap, int buffer, int oneIn) {
    return new Capture(
        of.adapters(),
        filter,
        of.ownPackets(),
        snap,
        buffer,
        oneIn,
        of.programs(),
        of.packetMebibytes());
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split("[,\\s]+")).filter(item -> !item.isEmpty()).toList();
  }

  private static void addresses(String text, InetAddress otherwise) {
    var _ = ListenAddress.parse(list(text), otherwise);
  }

  private static void number(String text, int least, int most) {
    int value = text.matches("\\d{1,7}") ? Integer.parseInt(text) : -1;
    if (value < least || value > most) {
      throw new IllegalArgumentException("Write a whole number, " + least + " to " + most);
    }
  }

  private static int count(String text) {
    return Integer.parseInt(text);
  }
}
