package weir.ui;

import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.settings.SettingsFile;
import weir.setup.OwnAddresses;
import weir.setup.Snippets;
import weir.ui.setup.SetupPage;

/// The page that helps to set up exporters: which there are, and where they are to send.
final class Setups {
  private static final Logger LOG = LoggerFactory.getLogger(Setups.class);

  private final SettingsFile settings;
  private final FxTasks tasks;
  private final Supplier<List<Integer>> ports;
  private final OnDemand<SetupPage> page;

  /// @param ports that are listened on, or would be
  /// @param onLeave called when the page is to be left
  Setups(SettingsFile settings, FxTasks tasks, Supplier<List<Integer>> ports, Runnable onLeave) {
    this.settings = settings;
    this.tasks = tasks;
    this.ports = ports;
    page = new OnDemand<>(() -> new SetupPage(onLeave));
  }

  SetupPage page() {
    return page.get();
  }

  private record Known(Snippets snippets, List<OwnAddresses.Own> own) {}

  /// Brings the page to what there is; files and adapters are looked at elsewhere.
  void show() {
    List<Integer> listened = ports.get();
    tasks.run(
        () ->
            new Known(
                Snippets.with(settings.folder().map(folder -> folder.resolve("setup"))),
                OwnAddresses.list()),
        known -> {
          known.snippets().problems().forEach(LOG::warn);
          page().show(known.snippets(), known.own(), listened);
        },
        e -> LOG.warn("exporters cannot be listed: {}", e.toString()));
    page().requestFocus();
  }

  /// What a port is for is no matter: any takes all protocols.
  static List<Integer> ports(weir.ingest.Listening where) {
    return where.datagrams().stream().map(at -> at.port()).filter(port -> port > 0).toList();
  }
}
