package weir.exporter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.flow.ForeignText;
import weir.flow.IpAddress;
import weir.naming.Exporter;
import weir.naming.Interface;
import weir.naming.NamesFile;
import weir.naming.Naming;
import weir.naming.Origin;

/// Names of interfaces that agents have told, in a list beside the names file: they count before
/// what exporters tell with their flows, and after what people say.
public final class SnmpNames {
  /// Beside the names file; in the form of [InterfaceCsv].
  static final String NAME = "interfaces-by-snmp.csv";

  private static final Logger LOG = LoggerFactory.getLogger(SnmpNames.class);

  private SnmpNames() {}

  /// Has them be in force. A list that cannot be read is left alone, and said.
  public static NamesFile into(NamesFile names) {
    try {
      put(names, read(names));
    } catch (IOException e) {
      LOG.warn("{}", String.valueOf(e.getMessage()));
    }
    return names;
  }

  /// What an agent has told takes the place of what it told before, and is kept.
  ///
  /// @param told all of one exporter
  /// @throws IOException if it cannot be kept; then nothing has changed
  public static synchronized void use(
      NamesFile names, IpAddress exporter, List<NamedInterface> told) throws IOException {
    List<NamedInterface> all = new ArrayList<>(read(names));
    all.removeIf(one -> one.exporter().equals(exporter));
    all.addAll(told);
    Optional<Path> file = file(names);
    if (file.isPresent()) {
      Path part = file.get().resolveSibling(NAME + ".part");
      Files.createDirectories(Optional.ofNullable(part.getParent()).orElse(Path.of("")));
      Files.writeString(part, InterfaceCsv.text(all));
      Files.move(
          part, file.get(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
    put(names, all);
  }

  private static Optional<Path> file(NamesFile names) {
    return names.path().map(path -> path.resolveSibling(NAME));
  }

  private static List<NamedInterface> read(NamesFile names) throws IOException {
    Optional<Path> file = file(names).filter(Files::exists);
    return file.isPresent() ? InterfaceCsv.read(file.get()) : List.of();
  }

  private static void put(NamesFile names, List<NamedInterface> all) {
    Map<IpAddress, Map<Long, Interface>> by = new HashMap<>();
    for (NamedInterface one : all) {
      by.computeIfAbsent(one.exporter(), _ -> new HashMap<>())
          .put(
              one.index(),
              Interface.NOTHING
                  .withName(InterfaceNames.cut(one.name()))
                  .withDescription(
                      InterfaceNames.cut(one.description(), ForeignText.MOST_CHARACTERS))
                  .withSpeed(one.speedBitsPerSecond()));
    }
    Map<IpAddress, Exporter> exporters = new HashMap<>();
    by.forEach((address, ports) -> exporters.put(address, Exporter.NOTHING.withInterfaces(ports)));
    names.put(Origin.SNMP, Naming.NONE.withExporters(exporters));
  }
}
