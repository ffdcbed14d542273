package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.ingest.RemoteSource;
import weir.query.Query;
import weir.query.Result;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.Question;
import weir.store.StorageReport;
import weir.store.StorageReport.Kind;
import weir.store.StorageReport.Table;
import weir.store.StoreException;
import weir.store.StoreStatus;

/// What a cluster says of its disks, or does not.
@ExtendWith(ApplicationExtension.class)
class StoragePageTest {
  private static final class Tables implements FlowReader {
    private final SlowStore store = new SlowStore(1, 1_700_000_000_000_000_000L, SlowStore.STEPS);
    volatile @Nullable StorageReport report;

    @Override
    public Optional<StorageReport> storage(Cancel cancel) {
      StorageReport told = report;
      if (told == null) {
        throw new StoreException("not enough privileges (code 497)", null);
      }
      return Optional.of(told);
    }

    @Override
    public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
      return store.ask(query, cancel);
    }

    @Override
    public String sql(Query<?> query) {
      return "";
    }

    @Override
    public StoreStatus status() {
      return store.status();
    }

    @Override
    public void close() {}
  }

  private final TestWorkspace workspace = new TestWorkspace();
  private final Tables store = new Tables();
  private final TestWorkspace.Plain local = new TestWorkspace.Plain("Live");
  private final RemoteSource cluster =
      new RemoteSource("Backbone", "flows on ch1", store, InstantSource.system());
  private @Nullable Desktop desktop;

  @Start
  void start(Stage stage) {
    workspace.add(local);
    workspace.add(cluster);
    desktop = new Desktop(workspace, Views.builtIn(), stage);
    stage.setWidth(1280);
    stage.setHeight(800);
    stage.setX(0); // a window that reaches out of the headless screen cannot be painted
    stage.setY(0);
    stage.show();
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(desktop).close();
  }

  private static Table table(String name, Kind kind, long bytes, String ttl) {
    return new Table(
        "ch1:9000", "netmeta", name, kind, "MergeTree", 10, bytes, 4 * bytes, 3, ttl, "1", "2");
  }

  @Test
  void aClustersTablesAndDisksAreListed(FxRobot robot) throws Exception {
    Shell shell = Objects.requireNonNull(desktop).shell();
    await(() -> robot.lookup(".source-name").queryAll().size() == 2);
    store.report =
        new StorageReport(
            List.of(
                table("flows_raw", Kind.FLOWS, 4L << 30, "TimeReceived + INTERVAL 30 DAY"),
                table("query_log", Kind.LOG, 6L << 30, "")),
            List.of(new StorageReport.Disk("ch1:9000", "default", 1L << 30, 4L << 30)),
            List.of("little room is left"));
    robot.interact(() -> shell.desk().storage(cluster));
    assertTrue(robot.lookup("#view-storage").<ToggleButton>query().isSelected());
    await(() -> texts(robot, "#storage-summary").startsWith("2 tables on 1 node take 10.0 GiB"));
    assertTrue(texts(robot, "#storage-summary").contains("6.0 GiB of that the server's own logs"));
    assertEquals("little room is left", texts(robot, "#storage-notes .label"));
    String cells = texts(robot, "#storage-tables .table-cell");
    assertTrue(cells.contains("netmeta.flows_raw, flows, ch1:9000, MergeTree, 10, 4.0 GiB, 25 %"));
    assertTrue(cells.contains("until TimeReceived + INTERVAL 30 DAY"), cells);
    assertTrue(cells.contains("for ever"), cells);
    assertTrue(texts(robot, "#storage-disks .table-cell").contains("1.0 GiB, 4.0 GiB, 25 %"));
    TableView<Table> tables = robot.lookup("#storage-tables").query();
    robot.interact(
        () -> {
          TableColumn<Table, ?> column = tables.getColumns().get(5);
          column.setSortType(TableColumn.SortType.DESCENDING);
          tables.getSortOrder().setAll(List.of(column));
        });
    assertEquals("query_log", tables.getItems().getFirst().name());
    store.report = null;
    robot.interact(() -> robot.lookup("#storage-again").queryButton().fire());
    await(() -> texts(robot, "#storage-notes .label").contains("not enough privileges"));
    assertTrue(tables.getItems().isEmpty());
    robot.interact(() -> shell.select(local));
    await(() -> robot.lookup("#storage").tryQuery().isEmpty());
    assertTrue(robot.lookup("#view-storage").tryQuery().isEmpty());
  }
}
