package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.enrich.AsNaming;
import weir.enrich.table.AsTable;
import weir.enrich.table.PlaceTable;
import weir.naming.GoflowImport;
import weir.naming.Imported;
import weir.naming.NameSheet;
import weir.naming.NameSheets;
import weir.naming.NamesFile;
import weir.naming.NamesJson;
import weir.naming.NetMetaImport;
import weir.naming.Table;

/// `weir names`: the file with the names of the network.
@Command(
    name = "names",
    mixinStandardHelpOptions = true,
    description =
        "The file with the names of the network: exporters, interfaces, networks, hosts, AS, VLANs,"
            + " services, and tables with more of them. Commands that show flows take it with"
            + " --names; the desktop edits it (Ctrl+N).")
final class NamesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the spec
  private NamesCommand() {}

  /// With the commands below it.
  static CommandLine create() {
    return new CommandLine(new NamesCommand())
        .addSubcommand(new Check())
        .addSubcommand(new Show())
        .addSubcommand(new Import());
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "say what to do: check, show or import");
  }

  /// `weir names check`.
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Say what is wrong with a names file and its tables, with file, line and column; the exit"
              + " status is 1 then.")
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The names file.")
    private Path file = Path.of("");

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the spec
    Check() {}

    @Override
    public Integer call() {
      if (!Files.exists(file)) {
        throw new CommandFailed("there is no file " + file);
      }
      NamesFile names = NamesFile.of(file, DataSets.readers());
      names.look();
      AsNaming.read(names);
      PrintWriter err = spec.commandLine().getErr();
      names.unknown().forEach(err::println);
      List<String> problems = new ArrayList<>(names.problems());
      for (Path table : names.tables(Table.Kind.AS_PREFIXES)) {
        check(() -> AsTable.load(List.of(table)), problems);
      }
      for (Path table : names.tables(Table.Kind.PLACES)) {
        check(() -> PlaceTable.load(List.of(table)), problems);
      }
      if (!problems.isEmpty()) {
        problems.forEach(err::println);
        return CommandLine.ExitCode.SOFTWARE;
      }
      PrintWriter out = spec.commandLine().getOut();
      out.println(file + ": nothing is wrong");
      out.flush();
      return 0;
    }

    private interface Loading {
      Object load() throws IOException;
    }

    private static void check(Loading table, List<String> problems) {
      try {
        var _ = table.load();
      } catch (IOException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
  }

  /// `weir names show`.
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show the names that are in force, and where each is from.")
  static final class Show implements Callable<Integer> {
    @Mixin private NamesOption names = new NamesOption();

    @Parameters(
        arity = "0..*",
        paramLabel = "KIND",
        description =
            "exporters, interfaces, networks, own_networks, directions, hosts, systems, vlans, vrfs,"
                + " services, protocols, dscp, ether_types, listeners, sets, files (default: all).")
    private List<String> kinds = List.of();

    @Option(names = "--csv", description = "As CSV, which the desktop imports; of one kind.")
    private boolean csv;

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the spec
    Show() {}

    @Override
    public Integer call() {
      List<NameSheet> wanted =
          kinds.isEmpty() ? NameSheets.ALL : kinds.stream().map(this::sheet).toList();
      if (csv && wanted.size() != 1) {
        throw new ParameterException(spec.commandLine(), "--csv is of one kind: name it");
      }
      NamesFile file = names.read();
      PrintWriter out = spec.commandLine().getOut();
      if (csv) {
        out.print(wanted.getFirst().csv(file.now()));
      } else {
        wanted.forEach(sheet -> print(sheet, file, out));
      }
      out.flush();
      return 0;
    }

    private NameSheet sheet(String kind) {
      return NameSheets.ALL.stream()
          .filter(sheet -> sheet.id().equals(kind))
          .findFirst()
          .orElseThrow(
              () ->
                  new ParameterException(
                      spec.commandLine(),
                      "there is no kind '"
                          + kind
                          + "'; there are "
                          + String.join(
                              ", ", NameSheets.ALL.stream().map(NameSheet::id).toList())));
    }

    private void print(NameSheet sheet, NamesFile file, PrintWriter out) {
      List<NameSheet.Line> lines = sheet.lines(file.layers());
      if (lines.isEmpty() && kinds.isEmpty()) {
        return;
      }
      List<List<String>> rows = new ArrayList<>();
      List<String> head = new ArrayList<>(sheet.columns());
      head.add("from");
      rows.add(head);
      for (NameSheet.Line line : lines) {
        List<String> row = new ArrayList<>(line.cells());
        row.add(line.origin().words());
        rows.add(row);
      }
      out.println(sheet.title());
      int[] widths = new int[head.size()];
      for (List<String> row : rows) {
        Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length()));
      }
      for (List<String> row : rows) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
          text.append("  ").append(row.get(i)).repeat(" ", widths[i] - row.get(i).length());
        }
        out.println(text.toString().stripTrailing());
      }
      out.println();
    }
  }

  /// Which program's file is read.
  enum From {
    NETMETA,
    GOFLOW2
  }

  /// `weir names import`.
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description =
          "Read another program's configuration: netmeta (the JSON that cue export prints), of which"
              + " a names file is made; goflow2 (a mapping file), of which a file for"
              + " --elements is made. What is not taken over is said.")
  static final class Import implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROGRAM", description = "${COMPLETION-CANDIDATES}")
    private From from = From.NETMETA;

    @Parameters(index = "1", paramLabel = "FILE", description = "Its configuration.")
    private Path file = Path.of("");

    @Option(
        names = "--into",
        paramLabel = "FILE",
        description =
            "Where it is written: a names file keeps what it says otherwise; a file of elements is"
                + " made anew (default: standard output).")
    private @Nullable Path into;

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the spec
    Import() {}

    @Override
    public Integer call() {
      try {
        List<String> left = from == From.NETMETA ? netMeta() : goflow2();
        left.forEach(one -> spec.commandLine().getErr().println("weir: " + one));
        return 0;
      } catch (IllegalArgumentException | IllegalStateException e) {
        throw new CommandFailed(String.valueOf(e.getMessage()), e);
      } catch (NoSuchFileException e) {
        throw new CommandFailed("there is no file " + e.getMessage(), e);
      } catch (IOException e) {
        throw new CommandFailed("cannot read or write: " + e.getMessage(), e);
      }
    }

    private List<String> netMeta() throws IOException {
      Imported read = NetMetaImport.read(file.toString(), Files.readAllBytes(file));
      if (into == null) {
        print(new String(NamesJson.write(read.naming(), null), StandardCharsets.UTF_8));
      } else {
        NamesFile.of(into, DataSets.readers()).change(said -> read.naming().over(said));
      }
      return read.left();
    }

    private List<String> goflow2() throws IOException {
      GoflowImport.Mapping read = GoflowImport.read(file.toString(), Files.readAllBytes(file));
      String text = "# enterprise element field\n" + String.join("\n", read.elements()) + "\n";
      if (into == null) {
        print(text);
      } else {
        Files.writeString(into, text);
      }
      return read.left();
    }

    private void print(String text) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(text);
      out.flush();
    }
  }
}
