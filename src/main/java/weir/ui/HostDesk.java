package weir.ui;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.control.TextInputDialog;
import javafx.stage.Window;
import javafx.util.Duration;
import weir.enrich.hosts.HostNames;
import weir.enrich.hosts.NameServer;
import weir.exporter.Labels;
import weir.flow.IpAddress;
import weir.naming.Naming;
import weir.naming.Origin;
import weir.settings.SettingsFile;
import weir.ui.explore.HostLook;

/// The switch for names of hosts by reverse DNS, off at first: while it is on, name servers are
/// asked for the addresses on the screen.
final class HostDesk implements HostLook {
  /// What came meanwhile is shown together.
  private static final Duration TOGETHER = Duration.millis(300);

  private final HostNames hosts;
  private final Runnable onSwitch;
  private final PauseTransition soon = new PauseTransition(TOGETHER);
  private Labels shown = Labels.NONE;
  private Map<IpAddress, String> found = Map.of();
  private final SettingsFile settings;
  private final Consumer<String> say;
  private boolean troubled;

  /// @param settings remember which server is asked
  /// @param onNews called when there are other names
  /// @param onSwitch called when it was switched on or off
  /// @param say shows a sentence where names would be
  HostDesk(
      FxTasks tasks,
      SettingsFile settings,
      Runnable onNews,
      Runnable onSwitch,
      Consumer<String> say) {
    this.settings = settings;
    this.onSwitch = onSwitch;
    this.say = say;
    hosts =
        new HostNames(
            () ->
                tasks.execute(
                    () -> {
                      if (soon.getStatus() != Animation.Status.RUNNING) {
                        soon.playFromStart();
                      }
                    }));
    soon.setOnFinished(
        _ -> {
          found = Map.copyOf(hosts.found());
          tellTrouble();
          onNews.run();
        });
  }

  boolean isOn() {
    return hosts.asks();
  }

  /// Who is asked, as it is said: empty for this system's resolver.
  String server() {
    return settings.now().nameServer();
  }

  /// What keeps names from coming, and what to do; once, and when they come again.
  private void tellTrouble() {
    Optional<String> problem = hosts.problem();
    if (problem.isPresent() && !troubled) {
      String who = server().isEmpty() ? "This system's resolver" : "The name server " + server();
      say.accept(
          who
              + " does not say what hosts are called: "
              + problem.get()
              + ". Choose another one: Ctrl+K, \"which name server is asked\"; it is asked again for"
              + " what is seen meanwhile.");
    } else if (problem.isEmpty() && troubled) {
      say.accept("Names of hosts come again.");
    }
    troubled = problem.isPresent();
  }

  /// Switches it on, or off.
  void turn() {
    if (isOn()) {
      hosts.end();
    } else {
      use(server());
      return;
    }
    found = Map.of();
    troubled = false;
    onSwitch.run();
  }

  /// Another server is to be asked from now on, if any is.
  void serverChanged() {
    if (isOn()) {
      use(server());
    }
  }

  /// Asks which server is to be asked, and asks that from now on.
  void choose(Window owner) {
    TextInputDialog dialog = new TextInputDialog(server());
    dialog.initOwner(owner);
    dialog.setTitle("Names of hosts");
    dialog.setHeaderText(
        "Address of the name server that is asked for names of hosts on the screen. Empty: as this"
            + " system resolves names.");
    dialog.setContentText("Name server");
    dialog.setGraphic(null);
    Optional<String> typed = dialog.showAndWait();
    if (typed.isPresent()) {
      use(typed.get());
    }
  }

  /// Asks this server from now on, also after the next start. Of one that is none it is said why.
  void use(String address) {
    try {
      hosts.begin(NameServer.of(address));
    } catch (IllegalArgumentException e) {
      say.accept(
          "No other name server is asked: "
              + e.getMessage()
              + ". Ctrl+K, \"which name server is asked\", takes an address such as 192.0.2.53.");
      return;
    }
    settings.change(now -> now.withNameServer(address.strip()));
    found = Map.of();
    troubled = false;
    onSwitch.run();
  }

  @Override
  public void at(IpAddress address) {
    if (isOn() && shown.host(address, null).isEmpty()) {
      hosts.want(address);
    }
  }

  @Override
  public Labels over(Labels names) {
    shown = names;
    return found.isEmpty()
        ? names
        : new Labels(
            names.exporters(),
            names.heard(),
            names.values(),
            names.layers().with(Origin.DNS, Naming.NONE.withHosts(found)));
  }

  /// Asks nobody any more.
  void close() {
    hosts.close();
  }
}
