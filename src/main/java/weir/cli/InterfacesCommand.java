package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import weir.app.DataSets;
import weir.export.TextTable;
import weir.exporter.InterfaceCsv;
import weir.exporter.InterfaceNames;
import weir.exporter.NamedInterface;
import weir.exporter.NamedInterface.Role;
import weir.flow.IpAddress;
import weir.query.SiText;
import weir.snmp.Walked;
import weir.store.OverridesFile;

/// `weir interfaces (EXPORTER --snmp VERSION | --csv FILE) [--data DIR]`.
@Command(
    name = "interfaces",
    mixinStandardHelpOptions = true,
    description =
        "Ask an exporter by SNMP what its interfaces are called, or read a list of such names. With"
            + " --data, a data set calls them so.")
final class InterfacesCommand implements Callable<Integer> {
  enum Format {
    CSV,
    JSON,
    TABLE
  }

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Parameters(
      arity = "0..1",
      paramLabel = "EXPORTER",
      description = "Its address, as its flows have it.")
  private @Nullable String exporter;

  @Mixin private SnmpOptions snmp;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "A list with the columns exporter, index, name, description, speed and role, in place of"
              + " asking.")
  private @Nullable Path csv;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Have this data set call the interfaces so. It holds for stored flows too; names by hand"
              + " are replaced.")
  private @Nullable Path data;

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: csv)")
  private Format format = Format.CSV;

  @Spec private CommandSpec spec;

  InterfacesCommand() {
    this(new SnmpOptions());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  InterfacesCommand(SnmpOptions snmp) {
    this.snmp = snmp;
  }

  @Override
  public Integer call() throws IOException {
    if (snmp.wanted() == (csv != null) || snmp.wanted() != (exporter != null)) {
      throw new ParameterException(
          spec.commandLine(), "give an exporter with --snmp v2c or v3, or a list with --csv FILE");
    }
    if (data != null) {
      DataSets.require(data);
    }
    List<NamedInterface> interfaces = csv == null ? asked() : InterfaceCsv.read(csv);
    PrintWriter out = spec.commandLine().getOut();
    print(interfaces, out);
    out.flush();
    if (data != null) {
      keep(data, interfaces);
    }
    return 0;
  }

  private List<NamedInterface> asked() throws IOException {
    IpAddress address = IpAddress.parse(String.valueOf(exporter));
    Walked walked;
    try (TakenBack taken = new TakenBack()) {
      walked = snmp.walk(address, taken.cancel());
    }
    if (!walked.whole()) {
      say("it has more interfaces than these; the rest is left out");
    }
    if (!walked.name().isEmpty() || !walked.location().isEmpty()) {
      say(
          (walked.name().isEmpty() ? "it" : "it calls itself " + walked.name())
              + (walked.location().isEmpty() ? "" : ", at " + walked.location()));
    }
    return walked.interfaces().stream()
        .map(
            one ->
                new NamedInterface(
                    address,
                    one.index(),
                    one.name(),
                    one.description(),
                    one.speedBitsPerSecond(),
                    Role.UNKNOWN))
        .toList();
  }

  private void say(String sentence) {
    spec.commandLine().getErr().println("weir: " + sentence);
  }

  private void keep(Path folder, List<NamedInterface> interfaces) {
    Map<IpAddress, List<NamedInterface>> by = new LinkedHashMap<>();
    interfaces.forEach(one -> by.computeIfAbsent(one.exporter(), _ -> new ArrayList<>()).add(one));
    OverridesFile file = new OverridesFile(folder);
    by.forEach((address, own) -> file.change(address, InterfaceNames.said(own)));
    long named = interfaces.stream().filter(one -> !one.name().isEmpty()).count();
    say(
        String.format(
            Locale.ROOT,
            "%,d %s named in %s",
            named,
            named == 1 ? "interface is" : "interfaces are",
            folder));
  }

  private void print(List<NamedInterface> interfaces, PrintWriter out) {
    switch (format) {
      case CSV -> out.print(InterfaceCsv.text(interfaces));
      case JSON ->
          out.println(
              JSON.writeValueAsString(interfaces.stream().map(InterfacesCommand::json).toList()));
      case TABLE -> {
        TextTable table =
            new TextTable(List.of("exporter", "name", "description", "ifIndex", "speed"));
        interfaces.forEach(one -> table.add(cells(one), 3));
        table.lines().forEach(out::println);
      }
    }
  }

  private static List<String> cells(NamedInterface one) {
    long speed = one.speedBitsPerSecond();
    return List.of(
        one.exporter().toString(),
        one.name(),
        one.description(),
        Long.toString(one.index()),
        speed == 0 ? "" : SiText.exact((double) speed, "bit/s"));
  }

  private static Map<String, Object> json(NamedInterface one) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("exporter", one.exporter().toString());
    object.put("index", one.index());
    object.put("name", one.name());
    object.put("description", one.description());
    object.put("speed", one.speedBitsPerSecond());
    object.put("role", one.role().name().toLowerCase(Locale.ROOT));
    return object;
  }
}
