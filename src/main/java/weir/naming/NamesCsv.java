package weir.naming;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.flow.IpAddress;
import weir.flow.Prefixes;

/// Names as tables that other programs write and read: CSV files of networks, hosts, interfaces,
/// exporters and autonomous systems, and hosts files (`/etc/hosts`).
public final class NamesCsv {
  private static final String NETWORKS = "prefix,name,role,site\n";
  private static final String HOSTS = "address,name\n";
  private static final String INTERFACES =
      "exporter,index,name,description,speed,side,sampling_rate\n";
  private static final String EXPORTERS = "address,name,site,role,sampling_rate,anonymise\n";
  private static final String SYSTEMS = "number,name,country,own\n";

  private NamesCsv() {}

  /// A file of networks.
  ///
  /// @throws IllegalArgumentException saying file, line and what is wrong
  public static Naming networks(Path file) {
    Map<Prefixes.Network, Network> networks = new LinkedHashMap<>();
    read(
        file,
        "prefix",
        NETWORKS,
        row -> {
          Network network =
              new Network(row.get("prefix"), row.get("name"), row.get("role"), row.get("site"));
          once(networks.put(network.range(), network), network.prefix());
        });
    return Naming.NONE.withNetworks(new ArrayList<>(networks.values()));
  }

  /// A hosts file, or CSV of addresses and names.
  ///
  /// @throws IllegalArgumentException saying file, line and what is wrong
  public static Naming hosts(Path file) {
    Map<IpAddress, String> hosts = new LinkedHashMap<>();
    List<String> lines = CsvRows.lines(file);
    boolean csv =
        lines.stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .findFirst()
            .filter(line -> line.strip().toLowerCase(Locale.ROOT).startsWith("address"))
            .isPresent();
    if (csv) {
      read(
          file,
          "address",
          HOSTS,
          row -> {
            IpAddress address = IpAddress.parse(row.get("address"));
            once(hosts.put(address, name(row.get("name"))), address);
          });
      return Naming.NONE.withHosts(hosts);
    }
    for (int i = 0; i < lines.size(); i++) {
      String[] words = lines.get(i).replaceFirst("#.*", "").strip().split("\\s+");
      if (words.length > 1) {
        try {
          hosts.putIfAbsent(IpAddress.parse(words[0].replaceFirst("%.*", "")), name(words[1]));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "%s, line %d: %s".formatted(file, i + 1, e.getMessage()), e);
        }
      }
    }
    return Naming.NONE.withHosts(hosts);
  }

  /// A file of interfaces.
  ///
  /// @throws IllegalArgumentException saying file, line and what is wrong
  public static Naming interfaces(Path file) {
    Map<IpAddress, Map<Long, Interface>> all = new LinkedHashMap<>();
    read(
        file,
        "index",
        INTERFACES,
        row -> {
          IpAddress exporter = IpAddress.parse(row.get("exporter"));
          long index = NamesJson.number(row.get("index"), Numbers.MOST);
          String side = row.get("side").isEmpty() ? row.get("role") : row.get("side");
          Interface said =
              new Interface(
                  row.get("name"),
                  row.get("description"),
                  Speed.parse(row.get("speed")),
                  side(side),
                  rate(row));
          once(
              all.computeIfAbsent(exporter, _ -> new LinkedHashMap<>()).put(index, said),
              exporter + ", interface " + index);
        });
    Map<IpAddress, Exporter> exporters = new LinkedHashMap<>();
    all.forEach((address, ports) -> exporters.put(address, Exporter.NOTHING.withInterfaces(ports)));
    return Naming.NONE.withExporters(exporters);
  }

  /// A file of exporters.
  ///
  /// @throws IllegalArgumentException saying file, line and what is wrong
  public static Naming exporters(Path file) {
    Map<IpAddress, Exporter> exporters = new LinkedHashMap<>();
    read(
        file,
        "address",
        EXPORTERS,
        row -> {
          IpAddress address = IpAddress.parse(row.get("address"));
          Exporter said =
              Exporter.NOTHING
                  .withName(row.get("name"))
                  .withSite(row.get("site"))
                  .withRole(row.get("role"))
                  .withSamplingRate(rate(row))
                  .withAnonymise(flag(row.get("anonymise")));
          once(exporters.put(address, said), address);
        });
    return Naming.NONE.withExporters(exporters);
  }

  /// A file of autonomous systems.
  ///
  /// @throws IllegalArgumentException saying file, line and what is wrong
  public static Naming systems(Path file) {
    Map<Long, AutonomousSystem> systems = new LinkedHashMap<>();
    read(
        file,
        "number",
        SYSTEMS,
        row -> {
          String written = row.get("number");
          String digits = written.replaceFirst("^(?i)AS", "");
          long number = NamesJson.number(digits, Numbers.MOST);
          AutonomousSystem said =
              new AutonomousSystem(row.get("name"), row.get("country"), flag(row.get("own")));
          once(systems.put(number, said), "AS" + number);
        });
    return Naming.NONE.withSystems(systems);
  }

  private static void read(Path file, String needed, String usual, CsvRows.Taker taker) {
    CsvRows.read(file.toString(), CsvRows.lines(file), needed, usual.strip(), taker);
  }

  private static void once(@Nullable Object before, Object which) {
    if (before != null) {
      throw new IllegalArgumentException(which + " was there already");
    }
  }

  private static String name(String text) {
    return Name.quotable(text, "a host's name");
  }

  private static Side side(String word) {
    if (word.isEmpty()) {
      return Side.NONE;
    }
    return Side.of(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + word + "' is no side; write external, internal or none"));
  }

  private static long rate(CsvRows.Row row) {
    String text = row.get("sampling_rate");
    return text.isEmpty() ? 0 : NamesJson.number(text.replaceFirst("^1:", ""), Numbers.MOST);
  }

  private static boolean flag(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "", "no", "false", "0" -> false;
      case "yes", "true", "1" -> true;
      default -> throw new IllegalArgumentException("'" + word + "' is neither yes nor no");
    };
  }

  /// Networks as such a file.
  public static String networks(Naming naming) {
    StringBuilder text = new StringBuilder(NETWORKS);
    for (Network one : naming.networks()) {
      text.append(CsvRows.line(one.prefix(), one.name(), one.role(), one.site()));
    }
    return text.toString();
  }

  /// Hosts as such a file.
  public static String hosts(Naming naming) {
    StringBuilder text = new StringBuilder(HOSTS);
    naming.hosts().forEach((address, name) -> text.append(CsvRows.line(address, name)));
    return text.toString();
  }

  /// Interfaces as such a file.
  public static String interfaces(Naming naming) {
    StringBuilder text = new StringBuilder(INTERFACES);
    naming
        .exporters()
        .forEach(
            (address, exporter) ->
                exporter
                    .interfaces()
                    .forEach(
                        (index, one) ->
                            text.append(
                                CsvRows.line(
                                    address,
                                    index,
                                    one.name(),
                                    one.description(),
                                    Speed.text(one.speedBitsPerSecond()),
                                    one.side() == Side.NONE ? "" : one.side().word(),
                                    blankZero(one.samplingRate())))));
    return text.toString();
  }

  /// Exporters as such a file.
  public static String exporters(Naming naming) {
    StringBuilder text = new StringBuilder(EXPORTERS);
    naming
        .exporters()
        .forEach(
            (address, one) ->
                text.append(
                    CsvRows.line(
                        address,
                        one.name(),
                        one.site(),
                        one.role(),
                        blankZero(one.samplingRate()),
                        one.anonymise() ? "yes" : "")));
    return text.toString();
  }

  /// Autonomous systems as such a file.
  public static String systems(Naming naming) {
    StringBuilder text = new StringBuilder(SYSTEMS);
    naming
        .systems()
        .forEach(
            (number, one) ->
                text.append(
                    CsvRows.line(number, one.name(), one.country(), one.own() ? "yes" : "")));
    return text.toString();
  }

  private static String blankZero(long number) {
    return number == 0 ? "" : Long.toString(number);
  }
}
