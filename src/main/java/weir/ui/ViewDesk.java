package weir.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputDialog;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;
import weir.query.Ask;
import weir.query.View;
import weir.query.Views;
import weir.screen.OwnViewFiles;
import weir.settings.SettingsFile;
import weir.store.OwnFiles;
import weir.ui.control.Menus;
import weir.ui.explore.ExploreModel;

/// What the user does to views: makes their own, changes them, and goes back to those that came
/// with Weir. Files are read and written beside the JavaFX thread.
final class ViewDesk {
  static final ButtonType DELETE = new ButtonType("Delete", ButtonData.OK_DONE);

  /// Who shows the views.
  interface Shelf {
    /// There are others, or the same ones are different.
    void changed();

    void show(View view);

    void say(String sentence);

    Window window();
  }

  private final Views views;
  private final ExploreModel model;
  private final FxTasks tasks;
  private final Shelf shelf;
  private final KeptColumns columns;

  /// Asks where a view is to be written, and which one is to be read.
  Function<String, Optional<Path>> toExport;

  Supplier<Optional<Path>> toImport;

  ViewDesk(Views views, ExploreModel model, SettingsFile settings, FxTasks tasks, Shelf shelf) {
    this.views = views;
    this.model = model;
    this.tasks = tasks;
    this.shelf = shelf;
    this.columns = new KeptColumns(views, settings, this::keep);
    toExport = name -> Choosers.exported(shelf.window(), Path.of(name), "Views", "json");
    toImport = () -> Choosers.view(shelf.window());
  }

  /// What can be done with a view.
  List<MenuItem> items(View view) {
    boolean own = views.isOwn(view.id());
    boolean builtIn = views.asItCame(view.id()).isPresent();
    List<MenuItem> items = new ArrayList<>();
    items.add(Menus.item("Edit panels…", Feather.EDIT_2, () -> edit(view)));
    items.add(Menus.item("Duplicate…", Feather.COPY, () -> duplicate(view)));
    items.add(Menus.item("Rename…", Feather.TYPE, () -> rename(view)));
    items.add(Menus.item("Export view…", Feather.UPLOAD, () -> export(view)));
    items.add(Menus.item("Import view…", Feather.DOWNLOAD, this::importOne));
    if (own && builtIn) {
      items.add(Menus.item("Reset to how it came", Feather.ROTATE_CCW, () -> reset(view)));
    } else if (own) {
      items.add(Menus.item("Delete…", Feather.TRASH_2, () -> delete(view)));
    }
    return items;
  }

  private void edit(View view) {
    ViewEditor.open(shelf.window(), columns.asShown(view), model.words().dimensions(), this::save);
  }

  /// Two panels in each other's place.
  void swap(String one, String other) {
    save(columns.asShown(model.view()).swapped(one, other));
  }

  private void duplicate(View view) {
    ask(
        "Duplicate the view " + view.title(),
        view.title() + " 2",
        title -> save(another(view, title)));
  }

  private View another(View view, String title) {
    int behind = views.all().stream().mapToInt(View::order).max().orElse(0);
    return columns.asShown(view).copy(views.freeId(title), title, behind + 1);
  }

  /// Keeps the question that is shown as a view of the user's: under its own title the same one,
  /// else a new one.
  void keepQuestion() {
    View view = model.view();
    if (!view.asks()) {
      duplicate(view);
      return;
    }
    boolean own = views.isOwn(view.id());
    ask(
        "Save the question as a view",
        own ? view.title() : Ask.of(view).title(),
        title -> save(own && title.equals(view.title()) ? view : another(view, title)));
  }

  private void rename(View view) {
    ask(
        "Rename the view " + view.title(),
        view.title(),
        title -> save(columns.asShown(view).named(view.id(), title)));
  }

  private void ask(String what, String begin, Consumer<String> then) {
    TextInputDialog dialog = new TextInputDialog(begin);
    dialog.initOwner(shelf.window());
    dialog.setTitle("Weir");
    dialog.setHeaderText(what);
    dialog.setContentText("Title");
    dialog.setGraphic(null);
    dialog.getDialogPane().setId("view-title");
    dialog.getEditor().setId("view-title-text");
    dialog.setOnHidden(
        _ -> {
          String title = dialog.getResult();
          if (title != null && !title.isBlank()) {
            then.accept(title.strip());
          }
        });
    dialog.show();
  }

  private void export(View shown) {
    View view = columns.asShown(shown);
    toExport
        .apply(view.id() + ".json")
        .ifPresent(
            file ->
                run(
                    () -> OwnFiles.replace(file, OwnViewFiles.bytes(view)),
                    () -> shelf.say("The view " + view.title() + " was written to " + file + "."),
                    "The view could not be written"));
  }

  private void importOne() {
    toImport.get().ifPresent(this::importFrom);
  }

  private void importFrom(Path file) {
    tasks.run(
        () -> {
          try {
            View read = OwnViewFiles.read(file);
            boolean taken = views.all().stream().anyMatch(one -> one.id().equals(read.id()));
            View kept = taken ? read.named(views.freeId(read.title()), read.title()) : read;
            views.save(kept);
            return kept.id();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        this::show,
        failure -> shelf.say("No view was read: " + sentence(failure)));
  }

  private void keep(View view) {
    run(() -> views.save(view), shelf::changed, "The view could not be kept");
  }

  /// Which columns tables of flows have.
  KeptColumns columns() {
    return columns;
  }

  /// Keeps it as the user's, and shows it.
  void save(View view) {
    columns.forget(view);
    run(() -> views.save(view), () -> show(view.id()), "The view could not be kept");
  }

  private void reset(View view) {
    columns.forget(view);
    run(
        () -> views.delete(view.id()),
        () -> show(view.id()),
        "The view could not be taken back to how it came");
  }

  private void delete(View view) {
    Alert question =
        new Alert(
            Alert.AlertType.CONFIRMATION,
            "Its file is deleted. Export it first if you may want it back.",
            DELETE,
            ButtonType.CANCEL);
    question.initOwner(shelf.window());
    question.setTitle("Weir");
    question.setHeaderText("Delete the view " + view.title() + "?");
    question.setGraphic(null);
    question.getDialogPane().setId("view-delete");
    question.setOnHidden(
        _ -> {
          if (question.getResult() == DELETE) {
            run(
                () -> views.delete(view.id()),
                () -> {
                  shelf.changed();
                  if (model.view().id().equals(view.id())) {
                    shelf.show(views.first());
                  }
                },
                "The view could not be deleted");
          }
        });
    question.show();
  }

  private void show(String id) {
    shelf.changed();
    shelf.show(views.named(id));
  }

  /// What works with files.
  private interface Work {
    void run() throws IOException;
  }

  private void run(Work work, Runnable done, String failed) {
    tasks.run(
        () -> {
          try {
            work.run();
            return views.all(); // read here, and known from now on
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        _ -> done.run(),
        failure -> shelf.say(failed + ": " + sentence(failure)));
  }

  private static String sentence(RuntimeException failure) {
    Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : null;
    return String.valueOf(cause == null ? failure.getMessage() : cause);
  }
}
