package weir.ui;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Chooses whose clock times are read on: UTC, this machine's, or any other, found by typing a part
/// of its name or its offset ("tokyo", "+05:30").
final class ZoneMenu extends VBox {
  private final ZoneId now;
  private final Instant moment;
  private final Consumer<ZoneId> chosen;
  private final TextField search = new TextField();
  private final ListView<ZoneId> zones = new ListView<>();

  /// @param now the one that is chosen
  /// @param moment when offsets are told
  ZoneMenu(ZoneId now, Instant moment, Consumer<ZoneId> chosen) {
    this.now = now;
    this.moment = moment;
    this.chosen = chosen;
    getStyleClass().addAll("filter-popup", "zone-menu");
    search.setId("zone-search");
    search.setPromptText("Search: tokyo, +05:30");
    search.setAccessibleText("Search for a time zone");
    search.textProperty().addListener((_, _, _) -> fill());
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    zones.setId("zones");
    zones.getStyleClass().addAll("dense", "offers");
    zones.setAccessibleText("Time zones");
    zones.setCellFactory(_ -> new Cell());
    zones.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    zones.setPrefSize(380, 320);
    getChildren().addAll(search, zones);
    fill();
  }

  private void fill() {
    zones.getItems().setAll(found(search.getText(), moment));
    int place = search.getText().isBlank() ? Math.max(0, zones.getItems().indexOf(now)) : 0;
    zones.getSelectionModel().select(place);
    zones.scrollTo(Math.max(0, place - 3));
  }

  /// The zones that are meant by a part of a name, or an offset; the usual ones first.
  static List<ZoneId> found(String text, Instant moment) {
    String wanted = text.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    Set<ZoneId> all = new LinkedHashSet<>(List.of(ZoneOffset.UTC, ZoneId.systemDefault()));
    new TreeSet<>(ZoneId.getAvailableZoneIds())
        .stream().filter(id -> id.indexOf('/') > 0).map(ZoneId::of).forEach(all::add);
    List<ZoneId> found =
        all.stream()
            .filter(zone -> fits(zone, wanted, moment))
            .sorted(Comparator.comparing(zone -> !begins(zone, wanted)))
            .toList();
    return found.isEmpty() ? offset(wanted).map(List::of).orElse(List.of()) : found;
  }

  /// "tok" is Tokyo first, and Vostok then.
  private static boolean begins(ZoneId zone, String wanted) {
    String id = zone.getId().toLowerCase(Locale.ROOT);
    return id.startsWith(wanted) || id.contains("/" + wanted);
  }

  private static boolean fits(ZoneId zone, String wanted, Instant moment) {
    return Set.of(zone.getId(), name(zone).replace(' ', '_'), offset(zone, moment)).stream()
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
  }

  /// "+5:45", which no zone has now.
  private static Optional<ZoneId> offset(String text) {
    try {
      return text.matches("[+-].*") ? Optional.of(ZoneOffset.of(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String name(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC)
        ? "Coordinated Universal Time"
        : zone.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String offset(ZoneId zone, Instant moment) {
    ZoneOffset offset = zone.getRules().getOffset(moment);
    return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
  }

  private void key(KeyEvent event) {
    int place = zones.getSelectionModel().getSelectedIndex();
    boolean typing = event.getTarget() == search;
    switch (event.getCode()) {
      case ENTER -> choose(zones.getSelectionModel().getSelectedItem());
      case DOWN, UP -> {
        if (!typing) {
          return;
        }
        int step = event.getCode() == KeyCode.DOWN ? 1 : -1;
        zones
            .getSelectionModel()
            .select(Math.clamp(place + step, 0, Math.max(0, zones.getItems().size() - 1)));
        zones.scrollTo(zones.getSelectionModel().getSelectedIndex());
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void choose(@Nullable ZoneId zone) {
    if (zone != null) {
      chosen.accept(zone);
    }
  }

  void focusSearch() {
    search.requestFocus();
  }

  /// A zone, what it is called, and what it is off UTC.
  private final class Cell extends ListCell<ZoneId> {
    private final Label id = new Label();
    private final Label note = new Label();
    private final Region space = new Region();
    private final HBox line = new HBox(id, space, note);

    Cell() {
      HBox.setHgrow(space, Priority.ALWAYS);
      note.getStyleClass().add("note");
      line.getStyleClass().add("offer");
      line.setMinWidth(0);
      line.prefWidthProperty().bind(widthProperty().subtract(16));
      setPrefWidth(0);
      setOnMouseClicked(_ -> choose(getItem()));
    }

    @Override
    protected void updateItem(ZoneId zone, boolean empty) {
      super.updateItem(zone, empty);
      if (!empty && zone != null) {
        boolean local = zone.equals(ZoneId.systemDefault());
        id.setText(zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());
        note.setText((local ? "this machine's · " : "") + offset(zone, moment));
      }
      setGraphic(empty ? null : line);
    }
  }
}
