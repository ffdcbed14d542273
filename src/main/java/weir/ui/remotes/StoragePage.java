package weir.ui.remotes;

import static weir.ui.control.TableColumns.count;
import static weir.ui.control.TableColumns.number;
import static weir.ui.control.TableColumns.table;
import static weir.ui.control.TableColumns.text;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.store.StorageReport;
import weir.store.StorageReport.Disk;
import weir.store.StorageReport.Table;
import weir.store.StoreStatus;
import weir.ui.control.Hints;

/// How the tables of a cluster, or the slices of a data set, lie on disks: what is large, what is
/// dropped when, what grows by itself.
public final class StoragePage extends BorderPane {
  private static final String KEPT = "for ever";
  private static final String UNKNOWN = "–";

  private final Node kept;
  private final Label title = new Label();
  private final Label summary = new Label();
  private final VBox notes = new VBox();
  private final ProgressIndicator spinner = new ProgressIndicator();
  private final TableView<Table> tables = table("Tables", "No tables that this account may see");
  private final TableView<Disk> disks = table("Disks", "No disks that this account may see");

  /// Without anything that can be done: for pictures.
  ///
  /// @param onRead reads it anew
  public StoragePage(Runnable onRead) {
    this(onRead, new VBox());
  }

  /// @param onRead reads it anew
  /// @param kept what can be done with flows that are kept here
  public StoragePage(Runnable onRead, Node kept) {
    this.kept = kept;
    setId("storage");
    getStyleClass().add("exporters-page");
    title.getStyleClass().add("page-title");
    summary.setId("storage-summary");
    summary.getStyleClass().add("exporters-summary");
    summary.setWrapText(true);
    notes.setId("storage-notes");
    Button again = new Button("", new FontIcon(Feather.REFRESH_CW));
    again.setId("storage-again");
    again.getStyleClass().addAll("flat", "button-icon");
    again.setAccessibleText("Read anew");
    again.setTooltip(Hints.of("Read anew"));
    again.setOnAction(_ -> onRead.run());
    spinner.getStyleClass().add("checkup-spinner");
    HBox line = new HBox(title, again, spinner);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("storage-title");
    VBox head = new VBox(line, summary, kept, notes);
    head.getStyleClass().add("exporters-head");
    setUpTables();
    VBox.setVgrow(tables, Priority.ALWAYS);
    VBox cards = new VBox(card(tables), card(disks));
    VBox.setVgrow(cards.getChildren().getFirst(), Priority.ALWAYS);
    cards.getStyleClass().add("exporters-cards");
    disks.getStyleClass().add("storage-disks");
    setTop(head);
    setCenter(cards);
  }

  private static VBox card(TableView<?> content) {
    VBox card = new VBox(content);
    card.getStyleClass().addAll("panel", "exporter-card", "storage-card");
    return card;
  }

  private void setUpTables() {
    tables.setId("storage-tables");
    disks.setId("storage-disks");
    tables
        .getColumns()
        .addAll(
            List.of(
                text("Table", 170, StoragePage::name),
                text("Is", 80, one -> one.kind().words()),
                text("Node", 90, Table::node),
                text("Engine", 100, Table::engine),
                number("Rows", 95, Table::rows, StoragePage::rows),
                number("On disk", 80, Table::diskBytes, StoragePage::bytes),
                number("Packed to", 75, StoragePage::share, StoragePage::percent),
                number("Parts", 55, Table::parts, StoragePage::rows),
                text("Oldest", 85, Table::oldest),
                text("Newest", 85, Table::newest),
                text("Rows stay", 95, StoragePage::stay)));
    disks
        .getColumns()
        .addAll(
            List.of(
                text("Node", 200, Disk::node),
                text("Disk", 160, Disk::name),
                number("Free", 110, Disk::freeBytes, StoragePage::bytes),
                number("Size", 110, Disk::totalBytes, StoragePage::bytes),
                number(
                    "Free of it",
                    110,
                    disk -> (double) disk.freeBytes() / Math.max(1, disk.totalBytes()),
                    StoragePage::percent),
                count("", 10, false, _ -> 0)));
  }

  private static String name(Table table) {
    return table.database().isEmpty() ? table.name() : table.database() + "." + table.name();
  }

  private static String rows(Number number) {
    return number.longValue() < 0 ? UNKNOWN : String.format(Locale.ROOT, "%,d", number.longValue());
  }

  private static String bytes(Number number) {
    return number.longValue() < 0 ? UNKNOWN : StoreStatus.inWords(number.longValue());
  }

  /// What compression leaves; negative where it is not known.
  private static double share(Table table) {
    return table.rawBytes() <= 0 || table.diskBytes() < 0
        ? -1
        : (double) table.diskBytes() / table.rawBytes();
  }

  private static String percent(Number share) {
    return share.doubleValue() < 0
        ? UNKNOWN
        : String.format(Locale.ROOT, "%.0f %%", 100 * share.doubleValue());
  }

  private static String stay(Table table) {
    if (!table.keepsRows()) {
      return "";
    }
    return table.ttl().isEmpty() ? KEPT : "until " + table.ttl();
  }

  /// It is being read.
  ///
  /// @param keptHere whether its flows are kept by this process
  public void await(String source, boolean keptHere) {
    kept.setVisible(keptHere);
    kept.setManaged(keptHere);
    title.setText("Storage of " + source);
    spinner.setVisible(true);
  }

  public void show(StorageReport report) {
    spinner.setVisible(false);
    summary.setText(report.about().isEmpty() ? added(report) : report.about());
    tables.getItems().setAll(report.tables());
    tables.sort();
    disks.getItems().setAll(report.disks());
    disks.sort();
    say(report.notes());
  }

  private static String added(StorageReport report) {
    long bytes = report.tables().stream().mapToLong(one -> Math.max(0, one.diskBytes())).sum();
    long logs =
        report.tables().stream()
            .filter(one -> one.kind() == StorageReport.Kind.LOG)
            .mapToLong(one -> Math.max(0, one.diskBytes()))
            .sum();
    long nodes = report.tables().stream().map(Table::node).distinct().count();
    return "%,d tables on %,d %s take %s, %s of that the server's own logs."
        .formatted(
            report.tables().size(),
            nodes,
            nodes == 1 ? "node" : "nodes",
            StoreStatus.inWords(bytes),
            StoreStatus.inWords(logs));
  }

  /// It cannot be read.
  ///
  /// @param sentence says why
  public void fail(String sentence) {
    spinner.setVisible(false);
    summary.setText("");
    tables.getItems().clear();
    disks.getItems().clear();
    say(List.of(sentence));
  }

  private void say(List<String> sentences) {
    notes.getChildren().clear();
    for (String sentence : sentences) {
      Label note = new Label(sentence, new FontIcon(Feather.ALERT_TRIANGLE));
      note.getStyleClass().add("connect-warning");
      note.setWrapText(true);
      note.setMinHeight(USE_PREF_SIZE);
      notes.getChildren().add(note);
    }
  }
}
