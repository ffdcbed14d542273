package weir.ui.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.enrich.download.Downloads;
import weir.enrich.download.Found;
import weir.enrich.download.Offer;
import weir.enrich.download.Transfer;
import weir.naming.Table;
import weir.ui.control.Background;
import weir.ui.control.Hints;

/// Downloads a table of AS or places: which one, how large it is, and only then the table itself,
/// with its progress. Nothing is asked of anybody before a button is pressed.
final class DownloadForm extends VBox {
  private static final Offer ANOTHER =
      new Offer(Table.Kind.PLACES, "Another address", "", "https://", "", 0);
  private static final List<Table.Kind> KINDS =
      List.of(
          Table.Kind.AS_PREFIXES, Table.Kind.AS_NAMES, Table.Kind.AS_COUNTRIES, Table.Kind.PLACES);

  /// What the form needs of the page.
  interface Uses {
    /// Files that are tables already.
    List<Path> known();

    /// A table is there now; told whether it could be kept that it is.
    void add(Table table, Runnable done, Consumer<RuntimeException> failed);
  }

  private final Downloads downloads;
  private final Background background;
  private final Uses uses;
  private final ComboBox<Offer> offers = new ComboBox<>();
  private final ComboBox<Table.Kind> kinds = new ComboBox<>();
  private final TextField address = new TextField();
  private final Label whose = new Label();
  private final Label said = new Label();
  private final ProgressBar progress = new ProgressBar(0);
  private final Button look =
      button("names-download-look", "Ask how large", Feather.SEARCH, this::look);
  private final Button fetch =
      button("names-download-fetch", "Download", Feather.DOWNLOAD_CLOUD, this::fetch);
  private final Button cancel = button("names-download-cancel", "Cancel", Feather.X, this::cancel);
  private final Timeline watching =
      new Timeline(new KeyFrame(Duration.millis(200), _ -> showProgress()));
  private @Nullable Found found;
  private @Nullable Transfer transfer;

  /// The question that is open; the answer to one before it is of no use.
  private @Nullable Object looking;

  DownloadForm(Downloads downloads, Background background, Uses uses) {
    this.downloads = downloads;
    this.background = background;
    this.uses = uses;
    setId("names-download");
    getStyleClass().add("names-download");
    watching.setCycleCount(Animation.INDEFINITE);
    choices(offers, "names-download-offer", "Table to download", Offer::title);
    offers.getItems().setAll(Offer.all());
    offers.getItems().add(ANOTHER);
    choices(kinds, "names-download-kind", "What is in it", Table.Kind::label);
    kinds.getItems().setAll(KINDS);
    address.setId("names-download-address");
    address.setAccessibleText("Address of the table");
    address.setOnAction(_ -> look());
    address.textProperty().subscribe(this::forget);
    HBox.setHgrow(address, Priority.ALWAYS);
    for (Label label : List.of(whose, said)) {
      label.setWrapText(true);
      label.setMinHeight(USE_PREF_SIZE);
      label.getStyleClass().add("exporters-summary");
    }
    said.setId("names-download-said");
    whose.setId("names-download-whose");
    progress.setId("names-download-progress");
    progress.setAccessibleText("Progress of the download");
    look.setTooltip(Hints.of("Asks the server for size and date; downloads nothing yet"));
    HBox which = new HBox(new Label("Download"), offers, kinds, address);
    HBox doing = new HBox(look, fetch, cancel, progress, said);
    which.getStyleClass().add("names-add");
    doing.getStyleClass().add("names-add");
    getChildren().setAll(which, whose, doing);
    offers.valueProperty().subscribe(this::choose);
    offers.getSelectionModel().selectFirst();
    arrange();
  }

  private static Button button(String id, String text, Feather icon, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }

  private static <T> void choices(
      ComboBox<T> box, String id, String name, Function<T, String> words) {
    box.setId(id);
    box.setAccessibleText(name);
    box.setConverter(
        new StringConverter<T>() {
          @Override
          public String toString(T one) {
            return one == null ? "" : words.apply(one);
          }

          @Override
          public T fromString(String text) {
            throw new UnsupportedOperationException();
          }
        });
  }

  private void choose(@Nullable Offer offer) {
    if (offer != null) {
      kinds.setValue(offer.kind());
      whose.setText(offer.whose().isEmpty() ? "" : "By " + offer.whose());
      address.setText(isAnother(offer) ? offer.address() : offer.at(Instant.now()).toString());
      arrange();
    }
  }

  private static boolean isAnother(Offer offer) {
    return offer.file().isEmpty();
  }

  /// What was found was at another address.
  private void forget() {
    found = null;
    looking = null;
    said.setText("");
    arrange();
  }

  private void arrange() {
    boolean busy = transfer != null;
    show(kinds, isAnother(offers.getValue()));
    show(whose, !whose.getText().isEmpty());
    show(cancel, busy);
    show(progress, busy);
    look.setDisable(busy);
    fetch.setDisable(busy || found == null);
    for (Node one : List.of(offers, kinds, address)) {
      one.setDisable(busy);
    }
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private void look() {
    if (looking != null || transfer != null) {
      return; // the button stays as it is, so that it keeps the keyboard
    }
    Object mine = new Object();
    looking = mine;
    found = null;
    arrange();
    String text = address.getText().strip();
    said.setText("Asking…");
    background.run(
        () -> said(() -> downloads.look(uri(text))),
        there -> {
          if (looking == mine) {
            looking = null;
            found = there;
            said.setText(there.toString());
            arrange();
            focusWithin(fetch);
          }
        },
        e -> {
          if (looking == mine) {
            looking = null;
            say(e);
          }
        });
  }

  /// Goes on to that one, unless the keyboard is elsewhere by now.
  private void focusWithin(Button next) {
    if (isFocusWithin()) {
      next.requestFocus();
    }
  }

  private static URI uri(String text) throws IOException {
    try {
      return new URI(text);
    } catch (java.net.URISyntaxException e) {
      throw new IOException("'" + text + "' is no address: " + e.getReason(), e);
    }
  }

  private void fetch() {
    Found there = found;
    Offer offer = offers.getValue();
    if (there == null || transfer != null) {
      return;
    }
    Table.Kind kind = kinds.getValue();
    String file = isAnother(offer) ? Downloads.fileOf(there.address()) : offer.file();
    List<Path> known = new ArrayList<>(uses.known());
    Transfer started = new Transfer();
    transfer = started;
    arrange();
    watching.play();
    showProgress();
    background.run(
        () -> said(() -> downloads.fetch(there.address(), kind, file, known, started)),
        path -> {
          ended();
          uses.add(
              new Table(kind, file),
              () ->
                  said.setText("It is there as " + path + ", and in force once it has been read."),
              e ->
                  said.setText(
                      "The file is " + path + ", but no table of names: " + e.getMessage()));
        },
        e -> {
          ended();
          say(e);
        });
  }

  private void cancel() {
    Transfer running = transfer;
    if (running != null) {
      said.setText("Cancelling…");
      background.run(
          () -> {
            running.cancel();
            return running;
          },
          _ -> {},
          this::say);
    }
  }

  private void ended() {
    transfer = null;
    watching.stop();
    boolean ours = isFocusWithin();
    arrange();
    if (ours) {
      look.requestFocus(); // where a key that was meant for Cancel does no harm
    }
  }

  private void say(RuntimeException e) {
    Throwable why = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    said.setText(String.valueOf(why.getMessage()));
  }

  private void showProgress() {
    Transfer running = transfer;
    Found there = found;
    if (running == null || there == null || said.getText().startsWith("Cancelling")) {
      return;
    }
    long all = there.octets().orElse(0);
    long octets = running.octets();
    boolean whole = all > 0 && octets >= all;
    progress.setProgress(
        all <= 0 || whole ? ProgressBar.INDETERMINATE_PROGRESS : (double) octets / all);
    said.setText(
        whole
            ? "Reading it as a table"
            : Found.size(octets) + (all > 0 ? " of " + Found.size(all) : ""));
  }

  private interface Work<T> {
    T get() throws IOException;
  }

  private static <T> T said(Work<T> work) {
    try {
      return work.get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
