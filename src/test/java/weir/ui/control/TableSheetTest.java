package weir.ui.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;
import weir.export.AnswerFormat;
import weir.export.Sheet;

@ExtendWith(ApplicationExtension.class)
class TableSheetTest {
  private record Row(String name, double count) {}

  private static Sheet sheet() {
    TableView<Row> table = TableColumns.table("Rows", "none");
    table
        .getColumns()
        .addAll(
            List.of(
                TableColumns.<Row>text("Name", 100, Row::name),
                TableColumns.<Row>count("Count", 100, true, row -> (long) row.count())));
    table.getItems().setAll(new Row("a|b", 1_234), new Row("=c", 0));
    return TableSheet.of(table);
  }

  /// A column with a fraction has fractions.
  @Test
  void fractionsStay() throws Exception {
    Sheet sheet =
        WaitForAsyncUtils.asyncFx(
                () -> {
                  TableView<Row> table = TableColumns.table("Rows", "none");
                  table
                      .getColumns()
                      .add(TableColumns.<Row>number("Share", 100, Row::count, String::valueOf));
                  table.getItems().setAll(new Row("a", 2.5), new Row("b", 3));
                  return TableSheet.of(table);
                })
            .get();
    assertEquals("Share\n2.500\n3.000\n", AnswerFormat.CSV.text(sheet));
  }

  @Test
  void whatATableHasIsCopiedInEveryForm() throws Exception {
    Sheet sheet = WaitForAsyncUtils.asyncFx(TableSheetTest::sheet).get();
    assertEquals("Name,Count\na|b,1234\n'=c,0\n", AnswerFormat.CSV.text(sheet));
    assertEquals(
        "| Name | Count |\n| --- | ---: |\n| a\\|b | 1234 |\n| =c | 0 |\n",
        AnswerFormat.MARKDOWN.text(sheet));
    assertEquals(
        "[\n{\"Name\":\"a|b\",\"Count\":1234},\n{\"Name\":\"=c\",\"Count\":0}\n]\n",
        AnswerFormat.JSON.text(sheet));
    assertEquals(
        "| =c | 0 |",
        AnswerFormat.MARKDOWN.text(sheet.only(new int[] {1})).lines().toList().getLast());
  }
}
