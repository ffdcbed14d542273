package weir.ui;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import weir.capture.live.CaptureOptions;
import weir.flow.Destination;
import weir.flow.ListenAddress;
import weir.flow.Prefixes;
import weir.ingest.Capturing;
import weir.ingest.Listening;
import weir.ingest.PortTerms;
import weir.query.Unit;
import weir.settings.Settings;
import weir.ui.explore.FilterShelf;

/// What [Settings] hold as text, as the desktop has it.
final class Remembered {
  private Remembered() {}

  /// Where flows are listened for as a rule. What is no port any more is left out.
  static Listening listening(Settings settings) {
    Optional<Listening> kept = settings.listening().flatMap(Remembered::listening);
    return kept.filter(
            where ->
                !where.datagrams().isEmpty()
                    || !where.messages().isEmpty()
                    || !where.streams().isEmpty())
        .orElse(new Listening(Listening.DEFAULT, List.of(), Prefixes.ALL));
  }

  private static Optional<Listening> listening(Settings.Ports ports) {
    try {
      return Optional.of(
          new Listening(
              ListenAddress.parse(ports.datagrams(), ListenAddress.EVERYWHERE),
              ListenAddress.parse(ports.messages(), ListenAddress.EVERYWHERE),
              ListenAddress.parse(ports.streams(), ListenAddress.EVERYWHERE),
              ports.allowed().isEmpty() ? Prefixes.ALL : Prefixes.of(ports.allowed()),
              ports.forward().stream().map(Destination::parse).toList(),
              ports.elements(),
              ListenAddress.parse(ports.routes(), ListenAddress.EVERYWHERE),
              terms(ports.filters())));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // who may send is not guessed
    }
  }

  /// As [Settings.Ports#filters] has them.
  private static Map<Integer, PortTerms> terms(List<String> filters) {
    Map<Integer, PortTerms> terms = new HashMap<>();
    for (String one : filters) {
      int sign = one.indexOf('=');
      terms.put(
          Integer.parseInt(one.substring(0, Math.max(0, sign)).strip()),
          PortTerms.USUAL.withFilter(one.substring(sign + 1)));
    }
    return terms;
  }

  private static List<String> filters(Listening where) {
    return new TreeMap<>(where.terms())
        .entrySet().stream()
            .filter(one -> !one.getValue().filter().isEmpty())
            .map(one -> one.getKey() + "=" + one.getValue().filter())
            .toList();
  }

  /// Filters that are kept.
  static FilterShelf.Kept filters(Settings settings) {
    return new FilterShelf.Kept(
        settings.filters().saved().stream()
            .map(one -> new FilterShelf.Named(one.name(), one.text()))
            .toList(),
        settings.filters().recent());
  }

  static Settings.Filters filters(FilterShelf.Kept kept) {
    return new Settings.Filters(
        kept.saved().stream().map(one -> new Settings.Named(one.name(), one.text())).toList(),
        kept.recent());
  }

  static Settings.Ports ports(Listening where) {
    return new Settings.Ports(
        texts(where.datagrams()),
        texts(where.messages()),
        texts(where.streams()),
        where.allowed().equals(Prefixes.ALL)
            ? List.of()
            : List.of(where.allowed().toString().split(", ")),
        where.forward().stream().map(Destination::toString).toList(),
        where.elements(),
        texts(where.routes()),
        filters(where));
  }

  /// What was captured last, with what is usual where it cannot be used any more. Where its flows
  /// went is chosen anew each time.
  static Capturing capturing(Settings settings) {
    Optional<Settings.Capture> kept = settings.capture();
    if (kept.isEmpty()) {
      return Capturing.on(List.of());
    }
    Settings.Capture last = kept.get();
    CaptureOptions usual = CaptureOptions.USUAL;
    return new Capturing(
        last.adapters(),
        new CaptureOptions(
            !last.ownPackets(),
            last.filter(),
            last.snapOctets() > 0 ? last.snapOctets() : usual.snapOctets(),
            last.bufferMebibytes() > 0 ? last.bufferMebibytes() : usual.bufferMebibytes()),
        Math.max(1, last.oneIn()),
        last.programs(),
        Math.max(0, last.packetMebibytes()),
        Optional.empty());
  }

  static Settings.Capture capture(Capturing what) {
    CaptureOptions options = what.options();
    return new Settings.Capture(
        what.adapters(),
        options.filter(),
        !options.promiscuous(),
        options.snapOctets(),
        options.bufferMebibytes(),
        what.oneIn(),
        what.programs(),
        what.mostPacketMebibytes());
  }

  private static List<String> texts(List<ListenAddress> addresses) {
    return addresses.stream().map(ListenAddress::toString).toList();
  }

  /// What is counted before somebody chooses: bits where it is not known.
  static Unit unit(Settings settings) {
    return Stream.of(Unit.values())
        .filter(unit -> unit.name().equalsIgnoreCase(settings.first().unit()))
        .findFirst()
        .orElse(Unit.BITS);
  }

  /// UTC where it is no zone.
  static ZoneId zone(Settings settings) {
    try {
      return switch (settings.zone()) {
        case "UTC" -> ZoneOffset.UTC;
        case Settings.LOCAL -> ZoneId.systemDefault();
        default -> ZoneId.of(settings.zone());
      };
    } catch (DateTimeException e) {
      return ZoneOffset.UTC;
    }
  }

  static String zone(ZoneId zone) {
    if (zone.equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    return zone.equals(ZoneId.systemDefault()) ? Settings.LOCAL : zone.getId();
  }
}
