package weir.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumn.SortType;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import weir.query.Selection;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.StepNumber;
import weir.ui.control.Menus;

/// What the right mouse button and the menu key offer in a ranking.
///
/// @param panel whose menu it is
/// @param csv the table as it is shown
/// @param view whose panels hide "Other" together
record RankingMenu(
    Region panel,
    TableView<RankingRow> table,
    RankingColumns columns,
    Consumer<Selection> onSelect,
    Supplier<String> csv,
    ChartGroup view) {

  /// @param at what the menu is of; empty beside the rows
  List<MenuItem> items(Optional<RankingRow> at) {
    List<MenuItem> items = new ArrayList<>();
    at.ifPresent(row -> addRow(items, row));
    boolean any = !table.getItems().isEmpty();
    if (any) {
      items.add(sort());
      items.add(steps());
    }
    if (view.otherHidden()) {
      items.add(Menus.item("Show Other", Feather.EYE, () -> view.hideOther(false)));
    } else if (table.getItems().stream().anyMatch(RankingRow::other)) {
      items.add(Menus.item("Hide Other", Feather.EYE_OFF, () -> view.hideOther(true)));
    }
    if (any) {
      items.add(new SeparatorMenuItem());
      items.add(Menus.copy("Copy numbers", csv));
    }
    items.addAll(
        view.offered(panel, at.filter(row -> !row.other()).map(row -> row.selection(false))));
    return items;
  }

  private void addRow(List<MenuItem> items, RankingRow row) {
    int index = 0;
    for (RankingRow.Choice choice : row.choices()) {
      if (index == 2) {
        items.add(new SeparatorMenuItem());
      }
      items.add(item(choice));
      index++;
    }
    if (index > 0) {
      items.add(new SeparatorMenuItem());
    }
    items.add(Menus.copy("Copy name", row::label));
    items.add(Menus.copy("Copy row", row::copied));
    items.add(new SeparatorMenuItem());
  }

  private MenuItem item(RankingRow.Choice choice) {
    boolean out = choice.selection() instanceof Selection.Group group && group.exclude();
    return Menus.item(
        choice.text(),
        out ? Feather.SLASH : Feather.FILTER,
        () -> onSelect.accept(choice.selection()));
  }

  private Menu sort() {
    Menu menu = new Menu("Sort by");
    menu.getItems().add(radio("Ranking", table.getSortOrder().isEmpty(), this::rank));
    for (TableColumn<RankingRow, ?> column : columns.visible()) {
      boolean sorted = table.getSortOrder().contains(column);
      String arrow = !sorted ? "" : column.getSortType() == SortType.ASCENDING ? " ↑" : " ↓";
      menu.getItems()
          .add(radio(column.getText() + arrow, sorted, () -> columns.order().by(column)));
    }
    return menu;
  }

  /// What is said of steps over time, in all tables of the view.
  private Menu steps() {
    Menu menu = new Menu("Columns");
    for (StepNumber number : StepNumber.values()) {
      CheckMenuItem item = new CheckMenuItem(number.label() + " (" + number.meaning() + ")");
      item.setMnemonicParsing(false);
      boolean shown = view.columns().contains(number);
      item.setSelected(shown);
      item.setOnAction(_ -> view.column(number, !shown));
      menu.getItems().add(item);
    }
    return menu;
  }

  private void rank() {
    table.getSortOrder().clear();
  }

  private static RadioMenuItem radio(String text, boolean chosen, Runnable action) {
    RadioMenuItem item = new RadioMenuItem(text);
    item.setSelected(chosen);
    item.setOnAction(_ -> action.run());
    return item;
  }
}
