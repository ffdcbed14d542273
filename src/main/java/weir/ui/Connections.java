package weir.ui;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import weir.ingest.Workspace;
import weir.settings.Secrets;
import weir.settings.SettingsFile;
import weir.store.Checkup;
import weir.store.Remote;
import weir.store.SchemaGuess;
import weir.store.TableColumns;
import weir.ui.remotes.ConnectPage;
import weir.ui.remotes.MappingPage;

/// Connections to clusters: saved, tried out and opened, and the page for it.
final class Connections implements ConnectPage.Actions {
  private final Workspace workspace;
  private final SettingsFile settings;
  private final Secrets secrets;
  private final FxTasks tasks;
  private final Consumer<Opening> onOpen;
  private final Runnable onTurn;
  private final Runnable onLeave;
  private final OnDemand<ConnectPage> page = new OnDemand<>(() -> new ConnectPage(this));
  private final OnDemand<MappingPage> mappingPage =
      new OnDemand<>(() -> new MappingPage(new Mapping()));

  /// Whose columns are being mapped; null while none are.
  private @Nullable Unmapped unmapped;

  /// A table that no schema fits, and where it is.
  private record Unmapped(TableColumns table, Remote remote, String password) {}

  /// Tells the newest checkup from those that nobody waits for.
  private int checkups;

  /// @param secrets where passwords are kept
  /// @param onOpen opens one, in place of the one of its name
  /// @param onTurn called when another page is to be seen
  /// @param onLeave called when the page is to be left
  Connections(
      Workspace workspace,
      SettingsFile settings,
      Secrets secrets,
      FxTasks tasks,
      Consumer<Opening> onOpen,
      Runnable onTurn,
      Runnable onLeave) {
    this.workspace = workspace;
    this.settings = settings;
    this.secrets = secrets;
    this.tasks = tasks;
    this.onOpen = onOpen;
    this.onTurn = onTurn;
    this.onLeave = onLeave;
  }

  private ConnectPage page() {
    return page.get();
  }

  /// What is to be seen of it.
  Node shownPage() {
    return unmapped == null ? page() : mappingPage.get();
  }

  /// Shows the fields of a connection, or of a new one.
  void edit(Optional<Remote> remote) {
    unmapped = null;
    onTurn.run();
    showSaved();
    remote.ifPresentOrElse(page()::showSaved, page()::showNew);
  }

  private void showSaved() {
    page().show(settings.now().remotes());
    secretly(secrets::place, page()::place);
  }

  /// A saved one, with the password that is kept for it.
  Opening opening(Remote remote) {
    return Opening.remote(
        workspace, remote, () -> secrets.find(Secrets.nameOf(remote.address())).orElse(""));
  }

  @Override
  public void connect(Remote remote, String password, Optional<Remote> before) {
    save(remote, password, before);
    onOpen.accept(Opening.remote(workspace, remote, () -> password));
  }

  @Override
  public void save(Remote remote, String password, Optional<Remote> before) {
    boolean renamed = before.filter(one -> !one.name().equals(remote.name())).isPresent();
    settings.change(now -> (renamed ? now.without(before.get()) : now).with(remote));
    keep(Optional.of(remote), password, before);
    showSaved();
  }

  @Override
  public void forget(Remote remote) {
    settings.change(now -> now.without(remote));
    keep(Optional.empty(), "", Optional.of(remote));
    showSaved();
    page().showNew();
  }

  /// Keeps a password, and forgets the one before if no connection needs it any more: those with
  /// the same account have the same.
  private void keep(Optional<Remote> remote, String password, Optional<Remote> before) {
    Set<String> needed =
        settings.now().remotes().stream()
            .map(one -> Secrets.nameOf(one.address()))
            .collect(Collectors.toSet());
    Optional<String> old =
        before.map(one -> Secrets.nameOf(one.address())).filter(name -> !needed.contains(name));
    secretly(
        () -> {
          old.ifPresent(name -> secrets.keep(name, ""));
          remote.ifPresent(one -> secrets.keep(Secrets.nameOf(one.address()), password));
          return "";
        },
        _ -> {});
  }

  @Override
  public void findPassword(Remote remote) {
    secretly(
        () -> secrets.find(Secrets.nameOf(remote.address())).orElse(""),
        found -> page().password(remote, found));
  }

  /// A keyring may ask its user, and take its time.
  private void secretly(Supplier<String> work, Consumer<String> done) {
    tasks.run(
        work,
        done,
        e -> {
          throw e; // a keyring that cannot be used is none: it is a defect
        });
  }

  @Override
  public void check(Remote remote, String password) {
    int mine = ++checkups;
    tasks.run(
        () -> workspace.check(remote, password),
        found -> show(mine, found),
        e ->
            show(
                mine,
                new Checkup(
                    List.of(new Checkup.Step("Weir", false, SourceTrouble.trying(e))), List.of())));
  }

  private void show(int which, Checkup found) {
    if (which == checkups) {
      page().show(found);
    }
  }

  @Override
  public void stopChecking() {
    checkups++;
  }

  @Override
  public void map(TableColumns table, Remote remote, String password) {
    unmapped = new Unmapped(table, remote, password);
    onTurn.run();
    mappingPage.get().show(table);
  }

  /// What the page for columns asks for.
  private final class Mapping implements MappingPage.Actions {
    @Override
    public void preview(SchemaGuess guess) {
      Unmapped of = unmapped;
      if (of != null) {
        tasks.run(
            () -> workspace.preview(of.remote, of.password, guess),
            rows -> mappingPage.get().show(guess, rows),
            e -> mappingPage.get().fail(SourceTrouble.mapping(e)));
      }
    }

    @Override
    public void keep(SchemaGuess guess) {
      tasks.run(
          () -> workspace.keep(guess),
          _ -> {
            leave();
            page().mapped(guess.table());
          },
          e -> mappingPage.get().fail(SourceTrouble.saying(e)));
    }

    @Override
    public void leave() {
      unmapped = null;
      onTurn.run();
    }
  }

  @Override
  public void leave() {
    stopChecking();
    onLeave.run();
  }
}
