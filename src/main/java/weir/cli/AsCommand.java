package weir.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.app.DataSets;
import weir.app.Stop;
import weir.enrich.AsFill;
import weir.enrich.AsNaming;
import weir.enrich.AsWish;
import weir.enrich.table.AsNames;
import weir.enrich.table.AsNumber;
import weir.enrich.table.AsTable;
import weir.enrich.table.Countries;
import weir.enrich.table.PlaceTable;
import weir.flow.AsSource;
import weir.flow.IpAddress;
import weir.naming.NamesFile;
import weir.naming.Places;
import weir.store.FlowArchive;
import weir.store.Refill;
import weir.store.Retention;

/// `weir as`: looks addresses and AS up in tables, or gives the AS of stored flows anew.
@Command(
    name = "as",
    mixinStandardHelpOptions = true,
    description =
        "Look up whose addresses are in tables of AS, and what AS are called; with --data give the"
            + " AS of flows that are stored anew, where it was not the exporter that sent them.")
final class AsCommand implements Callable<Integer> {
  private static final String STDIN = "-";
  private static final long LOOK_MILLIS = 200;
  private static final int MOST_FOUND = 20;

  @Parameters(
      arity = "0..*",
      paramLabel = "ADDRESS|AS|WORD",
      description = "What to look up: addresses, AS13335, words of names; - for standard input.")
  private List<String> asked = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder of a data set whose flows get their AS anew.")
  private @Nullable Path data;

  @Option(
      names = "--as-names",
      split = ",",
      paramLabel = "FILE",
      description =
          "What AS are called, and where they are registered: asnames.txt, CSV, registries' files"
              + " (delegated), CAIDA's. Of several the later count first.")
  private List<Path> names = List.of();

  @Option(
      names = "--places",
      paramLabel = "FILE",
      description =
          "Countries and cities of addresses: databases (MMDB) or lines (CSV) of MaxMind, IPinfo, DB-IP.")
  private @Nullable Path places;

  @Mixin private AsOption ases = new AsOption();
  @Mixin private NamesOption naming = new NamesOption();
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets what is required
  AsCommand() {}

  @Override
  public Integer call() throws Exception {
    if (asked.isEmpty() == (data == null)) {
      throw new ParameterException(
          spec.commandLine(), "give addresses to look up, or --data with the folder of flows");
    }
    AsWish wish = AsWish.of(naming.open()).and(ases.wish());
    AsTable table = ases.table(wish);
    if (!table.parts().isEmpty()) {
      spec.commandLine().getErr().println("weir: AS by " + table);
    }
    AsFill fill = new AsFill(wish.user(), table.prefixes());
    if (data == null) {
      return lookUp(fill, table);
    }
    if (wish.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "which AS? Give --as-table, --own-as, or --names with a file that has such");
    }
    return refill(fill, data);
  }

  private int lookUp(AsFill fill, AsTable table) throws IOException {
    NamesFile file = naming.read();
    AsNames known = table.names().with(AsNaming.of(file)).with(AsNames.load(names));
    Places where = file.now().places();
    if (places != null) {
      Places.Known said = PlaceTable.load(List.of(places));
      where = Places.of(() -> said);
    }
    Answers answers = new Answers(fill, known, Countries.of(where, table.prefixes(), known), where);
    PrintWriter out = spec.commandLine().getOut();
    for (String text : asked) {
      if (!text.equals(STDIN)) {
        answers.print(text, out);
        continue;
      }
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank()) {
          answers.print(line.strip(), out);
        }
      }
    }
    out.flush();
    return 0;
  }

  /// Lines with tabs between: what was asked, its AS, the AS's name, country, city.
  private record Answers(AsFill fill, AsNames names, Countries countries, Places places) {
    void print(String text, PrintWriter out) {
      OptionalInt asn = AsNumber.parse(text);
      if (asn.isPresent()) {
        line(out, text, asn.getAsInt(), "", countries.ofAs(asn.getAsInt()), "");
      } else if (text.indexOf('.') >= 0 || text.indexOf(':') >= 0) {
        IpAddress address = IpAddress.parse(text);
        long found = fill.find(address.high(), address.low());
        String city = places.of(address.high(), address.low()).city();
        Countries.Country there = countries.of(address.high(), address.low());
        boolean placed = !there.code().isEmpty() && !there.registered();
        Countries.Country country = placed ? there : countries.ofAs((int) found);
        line(out, text, (int) found, from(found), country, city);
      } else {
        for (AsNames.Name name : names.search(text, MOST_FOUND)) {
          line(out, text, name.asn(), "", countries.ofAs(name.asn()), "");
        }
      }
    }

    private static String from(long found) {
      return found == 0 ? "" : AsSource.of((int) (found >>> 32)).label();
    }

    private void line(
        PrintWriter out,
        String asked,
        int asn,
        String from,
        Countries.Country country,
        String city) {
      out.println(
          String.join(
              "\t",
              asked,
              asn == 0 ? "unknown" : "AS" + Integer.toUnsignedString(asn),
              from,
              names.name(asn),
              country.toString(),
              city));
    }
  }

  private int refill(AsFill fill, Path folder) throws InterruptedException {
    DataSets.require(folder);
    PrintWriter err = spec.commandLine().getErr();
    Stop stop = Stop.onSignal("the rest of the flows has its AS as before");
    try (FlowArchive store = DataSets.write(folder, Retention.EVERYTHING)) {
      Refill refill = store.refill(fill::find).orElseThrow();
      long said = System.nanoTime();
      while (!refill.isOver()) {
        if (stop.await(LOOK_MILLIS)) {
          refill.cancel();
          break;
        }
        if (System.nanoTime() - said > 1_000_000_000L) {
          said = System.nanoTime();
          err.println("weir: " + refill.done() + " of " + refill.files() + " files");
        }
      }
      err.println(
          "weir: AS are told anew in " + refill.done() + " of " + refill.files() + " files");
      err.printf("weir: %,d of %,d flows have another AS now%n", refill.changed(), refill.rows());
      refill.problem().ifPresent(why -> err.println("weir: " + why));
      return refill.done() == refill.files() ? 0 : 1;
    }
  }
}
