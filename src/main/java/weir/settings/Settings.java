package weir.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import weir.store.Remote;

/// What the desktop remembers from one start to the next.
///
/// @param theme dark, light, or as the system is
/// @param colours of charts
/// @param zoomPercent how large everything is drawn
/// @param zone of times that are shown: an id, or [#LOCAL]
/// @param view that was shown last; empty for the first
/// @param window where the window was; empty before there was one
/// @param listening where flows are listened for as a rule; empty for the usual ports
/// @param recent what was opened, the newest first
/// @param capture what was captured last; empty where nothing was
/// @param remotes saved connections, in the order in which they are shown; names are unique
/// @param exportFolder that was exported into last; empty where nothing was
/// @param filters that are kept
/// @param records tables of all flows
/// @param statements that were run, the newest first
/// @param first what is counted, and how, before somebody chooses
/// @param nameServer that is asked for names of hosts, where that is switched on; empty for this
///   system's resolver
/// @param keep how much of what is listened for stays, unless a command line says otherwise
public record Settings(
    Mode theme,
    Colours colours,
    int zoomPercent,
    String zone,
    String view,
    Optional<Place> window,
    Optional<Ports> listening,
    List<Recent> recent,
    Optional<Capture> capture,
    List<Remote> remotes,
    String exportFolder,
    Filters filters,
    RecordTables records,
    List<String> statements,
    First first,
    String nameServer,
    Keep keep) {
  /// The zone of whichever machine it is.
  public static final String LOCAL = "local";

  public static final int LEAST_ZOOM = 80;
  public static final int MOST_ZOOM = 200;

  /// Of recent files and data sets.
  static final int MOST_RECENT = 12;

  static final int MOST_STATEMENTS = 50;

  /// Of somebody who has never set anything.
  public static final Settings DEFAULT =
      new Settings(
          Mode.SYSTEM,
          Colours.USUAL,
          100,
          "UTC",
          "",
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of(),
          "",
          new Filters(List.of(), List.of()),
          new RecordTables(List.of(), Map.of()),
          List.of(),
          new First("bits", true),
          "",
          new Keep("", "", ""));

  /// Which theme the window is in.
  public enum Mode {
    SYSTEM,
    DARK,
    LIGHT
  }

  /// What charts are drawn in.
  public enum Colours {
    USUAL,

    /// Fewer, further apart with every kind of colour blindness.
    DISTINCT
  }

  /// @param unit "bits", "packets" or "flows"
  /// @param scaled whether sums are multiplied by sampling rates
  public record First(String unit, boolean scaled) {}

  /// As the command line takes them: "7d", "20GiB", "5%"; empty for what is usual.
  public record Keep(String age, String size, String free) {}

  /// A window on the desktop, in the screens' coordinates; while it is maximized, where it was
  /// before.
  public record Place(double x, double y, double width, double height, boolean maximized) {}

  /// As the command line takes them: "2055", "127.0.0.1:2055", "10.0.0.0/8", "192.0.2.9:2055".
  ///
  /// @param allowed who may send; none for everybody
  /// @param forward other collectors that get copies
  /// @param elements a file that says what elements of one's own fill; empty for none
  /// @param routes where routers tell their routes (BMP)
  /// @param filters what of a port's flows is stored: "6343=proto udp"
  public record Ports(
      List<String> datagrams,
      List<String> messages,
      List<String> streams,
      List<String> allowed,
      List<String> forward,
      String elements,
      List<String> routes,
      List<String> filters) {
    public Ports {
      datagrams = List.copyOf(datagrams);
      messages = List.copyOf(messages);
      streams = List.copyOf(streams);
      allowed = List.copyOf(allowed);
      forward = List.copyOf(forward);
      routes = List.copyOf(routes);
      filters = List.copyOf(filters);
    }

    /// The same with other ports that flows come by.
    public Ports taking(
        List<String> otherDatagrams, List<String> otherMessages, List<String> otherStreams) {
      return new Ports(
          otherDatagrams, otherMessages, otherStreams, allowed, forward, elements, routes, filters);
    }

    /// The same from and to others.
    public Ports between(List<String> otherAllowed, List<String> otherForward) {
      return new Ports(
          datagrams, messages, streams, otherAllowed, otherForward, elements, routes, filters);
    }

    /// Without routes.
    public Ports(
        List<String> datagrams,
        List<String> messages,
        List<String> streams,
        List<String> allowed,
        List<String> forward,
        String elements) {
      this(datagrams, messages, streams, allowed, forward, elements, List.of(), List.of());
    }

    /// Without IPFIX over TCP, forwarding nothing.
    public Ports(List<String> datagrams, List<String> streams, List<String> allowed) {
      this(datagrams, List.of(), streams, allowed, List.of(), "");
    }
  }

  /// What is captured, and how.
  ///
  /// @param adapters by name
  /// @param oneIn of so many packets one is taken
  /// @param programs whether flows are named by their programs
  /// @param packetMebibytes that kept packets may take; 0 for none
  public record Capture(
      List<String> adapters,
      String filter,
      boolean ownPackets,
      int snapOctets,
      int bufferMebibytes,
      int oneIn,
      boolean programs,
      int packetMebibytes) {
    public Capture {
      adapters = List.copyOf(adapters);
    }
  }

  /// A filter that was given a name.
  public record Named(String name, String text) {}

  /// Filters that are kept, as they were written.
  ///
  /// @param recent those that were applied, the newest first
  public record Filters(List<Named> saved, List<String> recent) {
    public Filters {
      saved = List.copyOf(saved);
      recent = List.copyOf(recent);
    }
  }

  /// How tables of all flows look.
  ///
  /// @param columns names of fields, in order; none for those that came with the view
  /// @param widths of columns that were drawn so wide, in pixels, by the name of the field
  public record RecordTables(List<String> columns, Map<String, Integer> widths) {
    public RecordTables {
      columns = List.copyOf(columns);
      widths = Map.copyOf(widths);
    }
  }

  /// A file that was opened, or the folder of a data set.
  public record Recent(String path, boolean dataSet) {}

  public Settings {
    zoomPercent = Math.clamp(zoomPercent, LEAST_ZOOM, MOST_ZOOM);
    recent = List.copyOf(recent.subList(0, Math.min(recent.size(), MOST_RECENT)));
    remotes = List.copyOf(remotes);
    statements = List.copyOf(statements.subList(0, Math.min(statements.size(), MOST_STATEMENTS)));
  }

  /// With a statement that was just run.
  public Settings ran(String statement) {
    List<String> all = new ArrayList<>(List.of(statement));
    statements.stream().filter(one -> !one.equals(statement)).forEach(all::add);
    return changed(draft -> draft.statements = all);
  }

  public Settings withTheme(Mode now) {
    return changed(draft -> draft.theme = now);
  }

  public Settings withColours(Colours now) {
    return changed(draft -> draft.colours = now);
  }

  public Settings withFirst(First now) {
    return changed(draft -> draft.first = now);
  }

  public Settings withNameServer(String address) {
    return changed(draft -> draft.nameServer = address);
  }

  public Settings withKeep(Keep now) {
    return changed(draft -> draft.keep = now);
  }

  public Settings withZoom(int percent) {
    return changed(draft -> draft.zoomPercent = percent);
  }

  public Settings withZone(String now) {
    return changed(draft -> draft.zone = now);
  }

  public Settings withView(String now) {
    return changed(draft -> draft.view = now);
  }

  public Settings withFilters(Filters now) {
    return changed(draft -> draft.filters = now);
  }

  public Settings withWindow(Place now) {
    return changed(draft -> draft.window = Optional.of(now));
  }

  public Settings withListening(Ports now) {
    return changed(draft -> draft.listening = Optional.of(now));
  }

  public Settings withCapture(Capture now) {
    return changed(draft -> draft.capture = Optional.of(now));
  }

  private Settings withRecent(List<Recent> now) {
    return changed(draft -> draft.recent = now);
  }

  /// With something that was just opened.
  public Settings opened(Recent newest) {
    List<Recent> all = new ArrayList<>(List.of(newest));
    recent.stream().filter(one -> !one.path().equals(newest.path())).forEach(all::add);
    return withRecent(all);
  }

  /// Without one of what was opened.
  public Settings forgotten(Recent one) {
    return withRecent(recent.stream().filter(other -> !other.path().equals(one.path())).toList());
  }

  /// Without the statements that were run.
  public Settings withoutStatements() {
    return changed(draft -> draft.statements = List.of());
  }

  /// Listening where it is usual, and capturing as is usual.
  public Settings withoutListening() {
    return changed(draft -> draft.listening = Optional.empty());
  }

  public Settings withoutCapture() {
    return changed(draft -> draft.capture = Optional.empty());
  }

  /// Without all that was opened.
  public Settings forgotten() {
    return withRecent(List.of());
  }

  /// With a connection, in place of the one of the same name.
  public Settings with(Remote remote) {
    List<Remote> all = new ArrayList<>(remotes);
    int place =
        IntStream.range(0, all.size())
            .filter(i -> all.get(i).name().equals(remote.name()))
            .findFirst()
            .orElse(-1);
    if (place < 0) {
      all.add(remote);
    } else {
      all.set(place, remote);
    }
    return withRemotes(all);
  }

  public Settings without(Remote remote) {
    return withRemotes(remotes.stream().filter(one -> !one.name().equals(remote.name())).toList());
  }

  private Settings withRemotes(List<Remote> now) {
    return changed(draft -> draft.remotes = now);
  }

  public Settings withExportFolder(String now) {
    return changed(draft -> draft.exportFolder = now);
  }

  public Settings withRecords(RecordTables now) {
    return changed(draft -> draft.records = now);
  }

  private Settings changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /// Settings that are being changed.
  private static final class Draft {
    private Mode theme;
    private Colours colours;
    private int zoomPercent;
    private String zone;
    private String view;
    private Optional<Place> window;
    private Optional<Ports> listening;
    private List<Recent> recent;
    private Optional<Capture> capture;
    private List<Remote> remotes;
    private String exportFolder;
    private Filters filters;
    private RecordTables records;
    private List<String> statements;
    private First first;
    private String nameServer;
    private Keep keep;

    Draft(Settings of) {
      theme = of.theme;
      colours = of.colours;
      zoomPercent = of.zoomPercent;
      zone = of.zone;
      view = of.view;
      window = of.window;
      listening = of.listening;
      recent = of.recent;
      capture = of.capture;
      remotes = of.remotes;
      exportFolder = of.exportFolder;
      filters = of.filters;
      records = of.records;
      statements = of.statements;
      first = of.first;
      nameServer = of.nameServer;
      keep = of.keep;
    }

    Settings settings() {
      return new Settings(
          theme,
          colours,
          zoomPercent,
          zone,
          view,
          window,
          listening,
          recent,
          capture,
          remotes,
          exportFolder,
          filters,
          records,
          statements,
          first,
          nameServer,
          keep);
    }
  }
}
