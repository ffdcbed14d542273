package weir.ui.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import weir.enrich.hosts.NameServer;
import weir.query.Unit;
import weir.settings.Settings;
import weir.settings.Settings.Colours;
import weir.settings.Settings.Mode;
import weir.store.RetentionText;
import weir.ui.settings.SettingRow.Change;
import weir.ui.settings.SettingRow.Part;
import weir.ui.settings.SettingRow.Words;

/// The rows of the page of settings.
final class SettingRows {
  private static final List<Integer> ZOOMS = List.of(80, 90, 100, 110, 125, 150, 175, 200);
  private static final String UTC = "UTC";
  private static final String NEXT_START = " Holds from the next start of Weir on.";

  private SettingRows() {}

  /// Rows that belong together.
  record Section(String title, List<SettingRow> rows) {}

  static List<Section> all(Change change) {
    return List.of(
        new Section("Look", look(change)),
        new Section("Time and counting", counting(change)),
        new Section("Listening", SourceRows.listening(change)),
        new Section("Names of hosts", hosts(change)),
        new Section("Keeping flows", keeping(change)),
        new Section("Capturing", SourceRows.capturing(change)),
        new Section("Files, and what is remembered", remembered(change)));
  }

  private static List<SettingRow> look(Change change) {
    return List.of(
        SettingRow.oneOf(
            new Words(
                "theme",
                "Theme",
                "Dark, light, or what the system is, which is followed as it changes."
                    + " Ctrl+Shift+T changes over."),
            List.of(Mode.values()),
            SettingRows::words,
            new Part<>(Settings::theme, Settings::withTheme),
            change),
        SettingRow.oneOf(
            new Words(
                "colours",
                "Colours of charts",
                "The distinct ones are told apart with every kind of colour blindness; heatmaps go"
                    + " from blue to yellow. Exports and reports have them, too."),
            List.of(Colours.values()),
            one -> one == Colours.USUAL ? "Usual" : "Distinct (colour-blind safe)",
            new Part<>(Settings::colours, Settings::withColours),
            change),
        SettingRow.oneOf(
            new Words(
                "zoom", "Size", "How large text and everything else is drawn. Ctrl++ and Ctrl+-."),
            ZOOMS,
            percent -> percent + " %",
            new Part<>(Settings::zoomPercent, Settings::withZoom),
            change));
  }

  private static String words(Mode mode) {
    return switch (mode) {
      case SYSTEM -> "As the system";
      case DARK -> "Dark";
      case LIGHT -> "Light";
    };
  }

  private static List<SettingRow> counting(Change change) {
    return List.of(
        SettingRow.text(
            new Words(
                "zone",
                "Time zone",
                "Of all times that are shown: UTC, "
                    + Settings.LOCAL
                    + " for this machine's, or a name as Europe/Berlin."),
            UTC,
            SettingRows::zone,
            new Part<>(Settings::zone, (now, zone) -> now.withZone(zone.isEmpty() ? UTC : zone)),
            change),
        SettingRow.oneOf(
            new Words(
                "unit",
                "Unit",
                "What is counted, of this window and of the next start; a view changes it for the"
                    + " time being."),
            Stream.of(Unit.values()).map(unit -> unit.name().toLowerCase(Locale.ROOT)).toList(),
            SettingRows::unit,
            new Part<>(
                now -> now.first().unit(),
                (now, unit) -> now.withFirst(new Settings.First(unit, now.first().scaled()))),
            change),
        SettingRow.flag(
            new Words(
                "scaled",
                "Multiply by sampling rates",
                "Sums count a sampled packet as often as its rate says. Without, they are what"
                    + " exporters have reported."),
            new Part<>(
                now -> now.first().scaled(),
                (now, scaled) -> now.withFirst(new Settings.First(now.first().unit(), scaled))),
            change));
  }

  private static String unit(String name) {
    return Stream.of(Unit.values())
        .filter(unit -> unit.name().equalsIgnoreCase(name))
        .findFirst()
        .map(Unit::label)
        .orElse(name);
  }

  private static List<SettingRow> hosts(Change change) {
    return List.of(
        SettingRow.text(
            new Words(
                "name-server",
                "Name server of reverse DNS",
                "Who is asked for names of hosts, while that is switched on (Ctrl+K, \"reverse DNS\"):"
                    + " an address, as 192.0.2.53 or [2001:db8::53]:5353."),
            "as this system does",
            NameServer::of,
            new Part<>(Settings::nameServer, Settings::withNameServer),
            change));
  }

  private static List<SettingRow> keeping(Change change) {
    return List.of(
        SettingRow.text(
            new Words(
                "keep-age",
                "How long flows stay",
                "Of what is listened for: 7d, 12h, or forever." + NEXT_START),
            "7d",
            text -> {
              if (!text.isEmpty()) {
                var _ = RetentionText.age(text);
              }
            },
            new Part<>(
                now -> now.keep().age(),
                (now, age) ->
                    now.withKeep(new Settings.Keep(age, now.keep().size(), now.keep().free()))),
            change),
        SettingRow.text(
            new Words(
                "keep-size",
                "What they may take on disk",
                "The oldest go first: 20GiB, 500MB, or unlimited." + NEXT_START),
            "20GiB",
            text -> {
              if (!text.isEmpty()) {
                var _ = RetentionText.size(text);
              }
            },
            new Part<>(
                now -> now.keep().size(),
                (now, size) ->
                    now.withKeep(new Settings.Keep(now.keep().age(), size, now.keep().free()))),
            change),
        SettingRow.text(
            new Words(
                "keep-free",
                "What stays free of the disk",
                "A part of it that is never written into: 5%." + NEXT_START),
            "5%",
            text -> {
              if (!text.isEmpty()) {
                var _ = RetentionText.share(text);
              }
            },
            new Part<>(
                now -> now.keep().free(),
                (now, free) ->
                    now.withKeep(new Settings.Keep(now.keep().age(), now.keep().size(), free))),
            change));
  }

  private static List<SettingRow> remembered(Change change) {
    return List.of(
        SettingRow.text(
            new Words(
                "export-folder",
                "Folder for exports",
                "Where the dialog of exports begins; it remembers the last one."),
            "your home folder",
            SettingRows::folder,
            new Part<>(Settings::exportFolder, Settings::withExportFolder),
            change),
        SettingRow.action(
            new Words(
                "forget-files",
                "Files that were opened",
                "They are listed on the left and on the first page."),
            now -> forget(now.recent().size()),
            now -> now.recent().isEmpty(),
            Settings::forgotten,
            change),
        SettingRow.action(
            new Words(
                "forget-filters",
                "Filters that were applied",
                "The recent ones, which are offered; those with a name stay."),
            now -> forget(now.filters().recent().size()),
            now -> now.filters().recent().isEmpty(),
            now -> now.withFilters(new Settings.Filters(now.filters().saved(), List.of())),
            change),
        SettingRow.action(
            new Words("forget-sql", "Statements that were run", "On the page SQL."),
            now -> forget(now.statements().size()),
            now -> now.statements().isEmpty(),
            Settings::withoutStatements,
            change),
        SettingRow.action(
            new Words(
                "forget-columns",
                "Columns of records",
                "Which ones tables of all flows have, and how wide."),
            _ -> "Set back",
            now -> now.records().equals(Settings.DEFAULT.records()),
            now -> now.withRecords(Settings.DEFAULT.records()),
            change));
  }

  private static String forget(int count) {
    return count == 0 ? "Nothing" : "Forget " + count;
  }

  private static void zone(String text) {
    if (!text.isEmpty() && !text.equals(Settings.LOCAL) && !text.equals(UTC)) {
      try {
        var _ = ZoneId.of(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "'"
                + text
                + "' is no time zone"
                + likely(text).map(one -> ", but " + one + " is").orElse(""),
            e);
      }
    }
  }

  /// One whose name has that text in it.
  private static Optional<String> likely(String text) {
    return text.length() < 3
        ? Optional.empty()
        : new TreeSet<>(ZoneId.getAvailableZoneIds())
            .stream()
                .filter(
                    id ->
                        id.toLowerCase(Locale.ROOT)
                            .contains(text.toLowerCase(Locale.ROOT).replace(' ', '_')))
                .findFirst();
  }

  private static void folder(String text) {
    try {
      if (!text.isEmpty() && !Path.of(text).isAbsolute()) {
        throw new IllegalArgumentException("Write the whole path of a folder");
      }
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("That is no path: " + e.getReason(), e);
    }
  }
}
