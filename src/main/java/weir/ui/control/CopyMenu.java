package weir.ui.control;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.export.AnswerFormat;
import weir.export.Sheet;
import weir.export.Sheets;

/// Copies a table in the form that it is wanted in.
public final class CopyMenu {
  private CopyMenu() {}

  /// @param name "Copy as"
  /// @param sheet what is copied: what there is when a form is chosen
  /// @param zone of times
  public static Menu of(String name, Supplier<Sheet> sheet, ZoneId zone) {
    Menu menu = new Menu(name, new FontIcon(Feather.COPY));
    menu.getItems().setAll(items(sheet, zone));
    return menu;
  }

  /// Copies what a table of a page has.
  public static Menu of(TableView<?> table) {
    return of("Copy as", () -> TableSheet.of(table), ZoneOffset.UTC);
  }

  /// The forms, as items.
  public static List<MenuItem> items(Supplier<Sheet> sheet, ZoneId zone) {
    return List.of(
        item("Text", AnswerFormat.TABLE, sheet, zone),
        item("CSV", AnswerFormat.CSV, sheet, zone),
        item("TSV, for spreadsheets", AnswerFormat.TSV, sheet, zone),
        item("JSON", AnswerFormat.JSON, sheet, zone),
        item("Markdown", AnswerFormat.MARKDOWN, sheet, zone));
  }

  private static MenuItem item(
      String name, AnswerFormat format, Supplier<Sheet> sheet, ZoneId zone) {
    return Menus.copy(name, () -> text(format, sheet.get(), zone));
  }

  private static String text(AnswerFormat format, Sheet sheet, ZoneId zone) {
    StringWriter out = new StringWriter();
    try {
      Sheets.print(sheet, format.to(out, zone));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter takes everything
    }
    return out.toString();
  }
}
