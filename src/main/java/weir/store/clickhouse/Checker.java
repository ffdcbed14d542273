package weir.store.clickhouse;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import weir.flow.Prefixes;
import weir.store.Cancel;
import weir.store.Checkup;
import weir.store.Checkup.Step;
import weir.store.Remote;
import weir.store.StoreException;

/// Tries a remote out, step by step, up to the first that goes wrong. Of several nodes one is
/// enough; what is wrong with others is a warning.
final class Checker {
  private final Remote remote;
  private final String password;
  private final Schemas schemas;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  Checker(Remote remote, String password, Schemas schemas) {
    this.remote = remote;
    this.password = password;
    this.schemas = schemas;
  }

  /// The step went wrong; said already.
  private static final class Stopped extends Exception {
    private static final long serialVersionUID = 1;
  }

  Checkup check() {
    try (Server server = new Server(remote, password)) {
      List<URI> reached = reach();
      Map<URI, Standing> standings = greet(server, reached);
      Standing standing = standings.values().iterator().next();
      good("Limits", standing.inWords());
      standing.cautions().forEach(this::warn);
      TableSearch search = search(server);
      read(server, search, standings);
      return new Checkup(
          steps,
          search.known().stream()
              .map(
                  table ->
                      new Checkup.Table(table.database(), table.table(), table.schema().title()))
              .toList(),
          search.unknown(),
          warnings);
    } catch (StoreException e) { // a file of certificates is wrong
      steps.add(new Step("TLS", false, String.valueOf(e.getMessage())));
    } catch (Stopped e) {
      // the last step says it
    }
    return new Checkup(steps, List.of(), List.of(), warnings);
  }

  private void warn(String sentence) {
    if (!warnings.contains(sentence)) {
      warnings.add(sentence);
    }
  }

  private void good(String what, String sentence) {
    steps.add(new Step(what, true, sentence));
  }

  private Stopped wrong(String what, String sentence) {
    steps.add(new Step(what, false, sentence));
    return new Stopped();
  }

  private Stopped wrong(String what, StoreException e) {
    return wrong(what, String.valueOf(e.getMessage()));
  }

  /// The way to the nodes, as far as each lets come: those that are reached.
  private List<URI> reach() throws Stopped {
    List<Reach> all = Reach.of(remote);
    for (Reach.Step step : Reach.Step.values()) {
      if (step == Reach.Step.TLS && !remote.address().isSecure()) {
        continue;
      }
      List<Reach> passed = all.stream().filter(reach -> reach.passed(step)).toList();
      String failures =
          all.stream()
              .filter(reach -> reach.failedAt(step))
              .map(Reach::trouble)
              .collect(Collectors.joining("; "));
      if (passed.isEmpty()) {
        throw wrong(step.title(), failures);
      }
      if (!failures.isEmpty()) {
        warn(failures);
      }
      good(
          step.title(),
          passed.stream().map(reach -> reach.found(step)).collect(Collectors.joining("; "))
              + (failures.isEmpty() ? "" : "; but " + failures));
    }
    return all.stream().filter(Reach::isReached).map(Reach::node).toList();
  }

  /// Whether the account is let in, by each node.
  private Map<URI, Standing> greet(Server server, List<URI> nodes) throws Stopped {
    Map<URI, Standing> standings = new LinkedHashMap<>();
    StoreException failed = null;
    for (URI node : nodes) {
      try {
        standings.put(node, Standing.of(server, node));
      } catch (StoreException e) {
        failed = e;
        warn(Trouble.place(node) + ": " + e.getMessage());
      }
    }
    if (standings.isEmpty() && failed != null) {
      warnings.clear();
      String user = remote.address().user();
      if (Refused.codeOf(failed) == Refusal.UNKNOWN_FORMAT) {
        good("Account", user + " is let in");
        throw wrong("Version", failed);
      }
      throw wrong(Refused.isOfAccount(failed) ? "Account" : "Server", failed);
    }
    good("Account", remote.address().user() + " is let in");
    good("Version", versions(standings));
    return standings;
  }

  private String versions(Map<URI, Standing> standings) {
    Set<String> versions =
        standings.values().stream()
            .map(Standing::version)
            .collect(Collectors.toCollection(TreeSet::new));
    if (versions.size() > 1) {
      String differing =
          standings.entrySet().stream()
              .map(one -> Trouble.place(one.getKey()) + " has " + one.getValue().version())
              .collect(Collectors.joining(", "));
      warn("the nodes have different versions: " + differing);
      return "ClickHouse: " + differing;
    }
    return "ClickHouse "
        + versions.iterator().next()
        + ", times in "
        + standings.values().iterator().next().zone();
  }

  private TableSearch search(Server server) throws Stopped {
    try {
      TableSearch search = TableSearch.on(server, schemas, Prefixes.of(List.of()));
      search.cautions().forEach(this::warn);
      return search;
    } catch (StoreException e) {
      throw wrong(Refused.codeOf(e) == Refusal.NOT_GRANTED ? "Grants" : "Tables", e);
    }
  }

  /// Whether the tables that were found can be read by each node that is there, on all shards: the
  /// nodes of an address are to hold the same.
  private void read(Server server, TableSearch search, Map<URI, Standing> standings)
      throws Stopped {
    boolean several = remote.address().nodes().size() > 1;
    Cancel never = new Cancel();
    for (FlowTable table : search.known()) {
      for (Map.Entry<URI, Standing> one : standings.entrySet()) {
        URI node = one.getKey();
        try {
          server.ask(node, table.probeSql(), never);
          Optional<Shards> shards = Shards.of(server, table, one.getValue());
          if (shards.isPresent()) {
            shards.get().require(server, node, never);
            warn(
                "skip_unavailable_shards is set for "
                    + table.table()
                    + ": Weir asks after each answer whether all shards were there");
          }
        } catch (StoreException e) {
          String where = several ? Trouble.place(node) + ", " + table.table() + ": " : "";
          boolean refused = Refused.codeOf(e) == Refusal.NOT_GRANTED;
          throw wrong(refused ? "Grants" : "Cluster", where + e.getMessage());
        }
      }
    }
    good("Tables", search.inWords());
    if (several) {
      good(
          "Cluster", standings.size() + " of " + remote.address().nodes().size() + " nodes answer");
    }
  }
}
