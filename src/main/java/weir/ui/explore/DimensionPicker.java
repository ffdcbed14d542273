package weir.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.Dimensions;
import weir.ui.control.DropDown;
import weir.ui.control.TypedList;

/// What can be grouped by, as a list that typing shortens. Prefixes are typed: "src_addr/24".
final class DimensionPicker {
  private final TypedList<Dimension> list;
  private @Nullable DropDown popup;
  private Consumer<Dimension> chosen = _ -> {};

  DimensionPicker(ExploreModel model) {
    list =
        new TypedList<>(
            "dimension",
            new TypedList.Row<>(Dimension::label, DimensionPicker::name),
            text -> offered(model, text),
            this::choose,
            "No such field");
    list.prompt("Field, or src_addr/24", "Field to group by");
  }

  /// @param below what opens it
  /// @param then told what was chosen
  void show(Button below, Consumer<Dimension> then) {
    hide();
    chosen = then;
    DropDown made = new DropDown(below, list);
    popup = made;
    list.begin();
    made.setOnShown(list::focus);
    made.show();
  }

  void hide() {
    if (popup != null) {
      popup.hide();
      popup = null;
    }
  }

  private static Label name(Dimension dimension) {
    Label name = new Label(dimension.name());
    name.getStyleClass().add("typed-beside");
    return name;
  }

  private void choose(Dimension dimension) {
    Consumer<Dimension> told = chosen;
    hide();
    told.accept(dimension);
  }

  /// What a text may mean of the fields that the flows that are shown have.
  static List<Dimension> offered(ExploreModel model, String text) {
    Set<FlowField> lacking =
        model.dataSet().map(set -> set.store().capabilities().lackedFields()).orElse(Set.of());
    return matching(model.words().dimensions(), lacking, text);
  }

  /// What a text may mean, the likeliest first: what is called so, what begins so, what has it.
  static List<Dimension> matching(Dimensions dimensions, Set<FlowField> lacking, String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    Stream<Dimension> all =
        Stream.concat(
            FlowField.all().stream().filter(FlowField::groupable).map(Dimension::field),
            dimensions.made().stream());
    List<Dimension> known =
        all.filter(one -> one.fields().stream().noneMatch(lacking::contains)).toList();
    List<Dimension> found = new ArrayList<>();
    if (wanted.contains("/")) {
      dimensions.named(wanted).ifPresent(found::add);
    }
    known.stream().filter(one -> begins(one, wanted)).forEach(found::add);
    known.stream().filter(one -> !begins(one, wanted) && has(one, wanted)).forEach(found::add);
    return found.stream().distinct().toList();
  }

  private static boolean begins(Dimension one, String wanted) {
    return one.name().startsWith(wanted) || lower(one.label()).startsWith(wanted);
  }

  private static boolean has(Dimension one, String wanted) {
    return one.name().contains(wanted) || lower(one.label()).contains(wanted);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
