package weir.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import weir.enrich.Anonymiser;
import weir.exporter.Labels;
import weir.flow.Reasons;
import weir.ingest.Saving;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.query.AskText;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.Timing;
import weir.query.View;
import weir.query.Views;
import weir.screen.Link;
import weir.screen.Saved;
import weir.screen.Screen;
import weir.screen.WorkspaceFile;
import weir.store.Cancel;
import weir.store.StoreException;
import weir.ui.control.Menus;
import weir.ui.explore.DataSet;
import weir.ui.explore.ExploreModel;

/// Shows others what is on the screen here, and here what was on theirs: workspaces and links. What
/// comes from others says what is to be looked at, of the source that is open, and nothing else.
final class Sharing {
  static final ButtonType SAVE = new ButtonType("Save…", ButtonData.OK_DONE);
  static final ButtonType SHOW = new ButtonType("Show", ButtonData.OK_DONE);
  static final ButtonType CANCEL = new ButtonType("Cancel", ButtonData.CANCEL_CLOSE);

  /// Who shows it.
  interface Window {
    @Nullable Source shown();

    /// Those with flows.
    List<Source> sources();

    void select(Source source);

    /// Shows the view of the model, whatever was shown.
    void showView();

    javafx.stage.Window window();
  }

  /// What is to be shown as soon as there is a source to show it of.
  ///
  /// @param name of a workspace; empty for a link
  /// @param saved that is shown; null for a link
  private record Pending(
      String name, @Nullable Saved saved, Supplier<Screen> screen, @Nullable Source of) {}

  private final Workspace workspace;
  private final ExploreModel model;
  private final Views views;
  private final FxTasks tasks;
  private final SharedBar bar;
  private final Window window;
  private @Nullable Pending pending;

  /// That was shown last.
  private @Nullable Source before;

  /// Asks where a workspace is to be saved, with a name to begin with.
  Function<String, Optional<Path>> toSave;

  /// Names that came with workspaces, where the source has none.
  private final Map<Source, Labels> names = new WeakHashMap<>();

  Sharing(
      Workspace workspace,
      ExploreModel model,
      Views views,
      FxTasks tasks,
      SharedBar bar,
      Window window) {
    this.workspace = workspace;
    this.model = model;
    this.views = views;
    this.tasks = tasks;
    this.bar = bar;
    this.window = window;
    toSave = name -> Choosers.savedWorkspace(window.window(), name);
  }

  void copyLink() {
    if (model.dataSet().isEmpty()) {
      bar.say("There is nothing to link to yet: open a source first.");
      return;
    }
    try {
      Menus.copy(Link.of(model.screens().now()).text());
      bar.mention(
          "The link is copied. It shows this view, filter and range, of the source that is open"
              + " where it is opened.");
    } catch (IllegalArgumentException e) {
      bar.say("No link was copied: " + e.getMessage());
    }
  }

  /// Shows what a link says, of the source that is shown.
  void openLink(String text) {
    try {
      Link link = Link.parse(text);
      link.ask().ifPresent(AskText::parse); // both are said before it is waited for
      link.view().ifPresent(this::view);
      pending = new Pending("", null, () -> over(link), null);
      if (window.shown() == null) {
        bar.say("The link is shown as soon as there is a source: open one.");
      } else {
        settle();
      }
    } catch (IllegalArgumentException e) {
      bar.say("The link cannot be opened: " + e.getMessage());
    }
  }

  private View view(String id) {
    return views.all().stream()
        .filter(view -> view.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no view '" + id + "' here"));
  }

  private Screen over(Link link) {
    Screen now = model.screens().now();
    return new Screen(
        asked(link, link.view().map(this::view).orElse(now.view())),
        link.filter().orElse(now.filter()),
        link.range().orElse(now.range()),
        link.zone().orElse(now.zone()),
        link.unit().orElse(now.unit()),
        link.scaled().orElse(now.scaled()),
        now.charts(),
        link.compare().orElse(link.isWhole() ? "" : now.compare()),
        link.timing().orElse(link.isWhole() ? Timing.USUAL : now.timing()));
  }

  private static View asked(Link link, View view) {
    if (link.ask().isPresent() && !view.asks()) {
      throw new IllegalArgumentException(
          "it has a question, and the view '" + view.title() + "' asks others");
    }
    return link.ask().map(text -> AskText.parse(text).in(view)).orElse(view);
  }

  /// Opens a workspace.
  ///
  /// @param withFlows opens the flows that are in it, as a source
  /// @param opened told when it has none; may look at the disk
  void open(Path file, Runnable withFlows, Runnable opened) {
    tasks.run(
        () -> {
          Saved saved = workspace.saved(file);
          if (saved.flows().isEmpty()) {
            opened.run();
          }
          return saved;
        },
        saved -> {
          if (saved.flows().isPresent()) {
            withFlows.run();
          } else {
            ask(String.valueOf(file.getFileName()), saved);
          }
        },
        e -> withFlows.run()); // it fails, and says why on its row
  }

  /// Asks which of the open sources it is to be shown on.
  private void ask(String name, Saved saved) {
    List<Source> open = window.sources();
    if (open.isEmpty()) {
      pending = new Pending(name, saved, saved::screen, null);
      bar.say(name + " has no flows with it. It is shown as soon as there is a source: open one.");
      return;
    }
    ComboBox<Source> choice = new ComboBox<>();
    choice.setId("shared-source");
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.setConverter(new SourceName());
    choice.getItems().setAll(open);
    Source shown = window.shown();
    choice.setValue(shown != null && open.contains(shown) ? shown : open.getLast());
    Label text =
        new Label(
            "It has no flows with it. "
                + ScreenText.of(saved)
                + ": "
                + ScreenText.of(saved.screen())
                + ".");
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    VBox content = new VBox(text, choice);
    content.getStyleClass().add("unsaved");
    Dialog<ButtonType> dialog = dialog("shared-ask", "Show " + name + " on which source?");
    dialog.getDialogPane().setContent(content);
    dialog.getDialogPane().getButtonTypes().setAll(SHOW, CANCEL);
    dialog.setOnHidden(
        _ -> {
          if (dialog.getResult() == SHOW) {
            Source chosen = choice.getValue();
            pending = new Pending(name, saved, saved::screen, chosen);
            window.select(chosen);
          }
        });
    dialog.show();
  }

  private static final class SourceName extends StringConverter<Source> {
    @Override
    public String toString(@Nullable Source source) {
      return source == null ? "" : source.name();
    }

    @Override
    public Source fromString(String text) {
      throw new UnsupportedOperationException("it is chosen, not written");
    }
  }

  private Dialog<ButtonType> dialog(String id, String header) {
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(window.window());
    dialog.setTitle("Weir");
    dialog.setHeaderText(header);
    dialog.getDialogPane().setId(id);
    return dialog;
  }

  /// Another source is shown: what is said of the one before is out of date.
  void chosen(@Nullable Source source) {
    Optional<Saved> saved = source == null ? Optional.empty() : source.saved();
    if (source != before) {
      bar.clear();
      before = source;
    }
    boolean waits = pending != null && (pending.of == null || pending.of == source);
    if (source != null && saved.isPresent() && !waits) {
      pending = new Pending(source.name(), saved.get(), saved.get()::screen, source);
    }
  }

  /// Shows what waits for the source that is shown, which has said by now how it is.
  void settle() {
    Pending now = pending;
    Source shown = window.shown();
    if (now == null || shown == null || (now.of != null && now.of != shown)) {
      return;
    }
    pending = null;
    try {
      model.screens().show(now.screen.get(), words(shown));
      window.showView();
      Saved saved = now.saved;
      if (saved != null) {
        bar.show(now.name, saved);
        names.put(shown, saved.names().labels());
      }
    } catch (IllegalArgumentException e) {
      String what = now.saved == null ? "The link" : now.name;
      bar.say(what + " cannot be shown on " + shown.name() + ": " + e.getMessage());
    }
  }

  private Dimensions words(Source source) {
    return source
        .saved()
        .map(saved -> Dimensions.of(saved.names().said()))
        .orElseGet(model.words()::dimensions);
  }

  /// Names of a source, and those that came with a workspace where it has none.
  Labels names(Source source, Labels own) {
    Labels lent = names.get(source);
    return lent == null ? own : own.over(lent);
  }

  /// Asks what is to be in a workspace, and where it is to go.
  void save() {
    Source source = window.shown();
    DataSet set = model.dataSet().orElse(null);
    if (source == null || set == null) {
      bar.say("There is nothing to save yet: open a source first.");
      return;
    }
    Screen screen = model.screens().now();
    Dialog<ButtonType> dialog = dialog("sharing", "Save a workspace");
    SharingForm form =
        new SharingForm(
            screen,
            () -> Choosers.key(window.window()),
            () -> ((Button) dialog.getDialogPane().lookupButton(SAVE)).fire());
    dialog.getDialogPane().setContent(form);
    dialog.getDialogPane().getButtonTypes().setAll(SAVE, CANCEL);
    dialog.getDialogPane().lookupButton(SAVE).disableProperty().bind(form.valid().not());
    Cancel counting = new Cancel();
    count(set, screen, form, counting);
    dialog.setOnShown(_ -> form.requestFocus());
    dialog.setOnHidden(
        _ -> {
          counting.cancel();
          if (dialog.getResult() == SAVE) {
            SharingForm.Choice choice = form.choice();
            toSave
                .apply(proposed(source))
                .map(Sharing::named)
                .ifPresent(file -> save(source, screen, choice, file));
          }
        });
    dialog.show();
  }

  private void count(DataSet set, Screen screen, SharingForm form, Cancel cancel) {
    Filter filter = model.scope().filter();
    FlowQuery query =
        new FlowQuery(
            screen.range(), filter, List.of(), List.of(Measure.FLOWS), 0, 0, false, false);
    tasks.run(
        () -> set.store().run(query, cancel).sums()[0],
        sums -> form.count(sums.length == 0 ? 0 : sums[0]),
        e -> form.uncounted(String.valueOf(e.getMessage())));
  }

  private static String proposed(Source source) {
    String name = source.name().replaceAll("[^\\p{L}\\p{N}._-]+", "-");
    return (name.endsWith(WorkspaceFile.ENDING)
            ? name.substring(0, name.length() - WorkspaceFile.ENDING.length())
            : name)
        + WorkspaceFile.ENDING;
  }

  private static Path named(Path chosen) {
    return WorkspaceFile.is(chosen)
        ? chosen
        : chosen.resolveSibling(chosen.getFileName() + WorkspaceFile.ENDING);
  }

  private void save(Source source, Screen screen, SharingForm.Choice choice, Path file) {
    Cancel cancel = new Cancel();
    String doing = "Saving " + file.getFileName();
    bar.progress(doing, cancel::cancel);
    Saving.Progress progress =
        (rows, share) ->
            tasks.execute(
                () ->
                    bar.progress(
                        String.format(
                            Locale.ROOT, "%s: %,d flows, %.0f %%", doing, rows, share * 100),
                        cancel::cancel));
    tasks.run(
        () ->
            workspace.share(
                source,
                new Saving(screen, choice.notes(), choice.flows(), anonymiser(choice)),
                file,
                progress,
                cancel),
        saved ->
            bar.say(
                "Saved as "
                    + file
                    + saved
                        .flows()
                        .map(
                            flows ->
                                String.format(
                                    Locale.ROOT,
                                    ", %,d flows, %s",
                                    flows.rows(),
                                    StatusText.bytes(flows.octets())))
                        .orElse("")),
        e ->
            bar.say(
                e instanceof StoreException failed && failed.isCancelled()
                    ? file.getFileName() + " was not saved."
                    : "Nothing was saved: " + e.getMessage()));
  }

  private static Optional<Anonymiser> anonymiser(SharingForm.Choice choice) {
    byte[] key = choice.key().map(Sharing::key).orElseGet(Anonymiser::randomKey);
    return choice
        .method()
        .map(
            method ->
                method == Anonymiser.Method.CRYPTO_PAN
                    ? Anonymiser.cryptoPan(key)
                    : Anonymiser.truncating(key, Anonymiser.IPV4_BITS, Anonymiser.IPV6_BITS));
  }

  private static byte[] key(Path file) {
    try {
      return Anonymiser.key(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + Reasons.of(e), e);
    }
  }
}
