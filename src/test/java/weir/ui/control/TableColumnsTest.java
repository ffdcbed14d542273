package weir.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.DoubleStream;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class TableColumnsTest {
  private TableView<Long> table;

  @SuppressWarnings("NullAway.Init") // TestFX starts it
  TableColumnsTest() {}

  @Start
  void start(Stage stage) {
    table = TableColumns.table("numbers", "nothing");
    for (int i = 0; i < 3; i++) {
      table.getColumns().add(TableColumns.count("Flows", 100, true, Long::longValue));
    }
    table.setManaged(false); // its width is told, however wide the window was before
    stage.setScene(new Scene(new Pane(table), 700, 200));
    stage.show();
  }

  private double[] widthsIn(double width) {
    WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          table.resize(width, 200);
          table.applyCss();
          table.layout();
        });
    return table.getColumns().stream().mapToDouble(TableColumn::getWidth).toArray();
  }

  @Test
  void columnsFillTheTableAndNumbersAreNotCutOffWhereItIsNarrow() {
    assertEquals(498, DoubleStream.of(widthsIn(500)).sum(), 2);
    for (double width : widthsIn(200)) {
      assertTrue(width >= 100, "a column of " + width);
    }
    assertEquals(598, DoubleStream.of(widthsIn(600)).sum(), 2);
  }
}
