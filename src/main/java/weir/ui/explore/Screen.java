package weir.ui.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.layout.Region;
import weir.query.Panel;
import weir.ui.chart.ChartChoice;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.TimeSeriesChart;

/// The panels that are on the screen, of one data set or of two.
///
/// @param panels of the data set that is explored
/// @param others of the one beside it; none where there is none, or where it is laid over
/// @param boards where they are
record Screen(
    ExploreModel model,
    DataSet set,
    Map<Panel, PanelView<?>> panels,
    Map<Panel, PanelView<?>> others,
    BoardPane boards) {

  /// The whole view, then each of its panels.
  List<Shown> shown() {
    List<Shown> all = new ArrayList<>(List.of(whole()));
    panels.forEach((panel, view) -> all.add(one(panel, view, set.name())));
    model
        .others()
        .beside()
        .ifPresent(
            beside ->
                others.forEach((panel, view) -> all.add(one(panel, view, beside.set().name()))));
    return all;
  }

  private Shown whole() {
    Map<Panel, Function<ChartGroup, PanelView<?>>> first = twins(panels);
    Map<Panel, Function<ChartGroup, PanelView<?>>> second = twins(others);
    ChartChoice choice = model.charts();
    var view = model.view();
    var beside = model.others().beside();
    Supplier<Region> twin =
        () -> {
          BoardPane made = new BoardPane(() -> {});
          made.show(view, set, made(first, group(choice)), beside, made(second, plain(choice)));
          return made.picture();
        };
    List<Shown.Numbers> numbers =
        Stream.concat(numbers(panels, set.name()), otherNumbers()).toList();
    return new Shown(
        view.id(),
        view.title(),
        boards.picture(),
        numbers,
        Optional.of(twin),
        sources(),
        Captions.of(model, Optional.empty()));
  }

  private Stream<Shown.Numbers> otherNumbers() {
    return model.others().beside().stream()
        .flatMap(
            beside ->
                numbers(others, beside.set().name())
                    .map(
                        of ->
                            new Shown.Numbers(
                                of.name() + "-" + Shown.slug(of.source()),
                                of.title(),
                                of.source(),
                                of.query(),
                                of.sheet())));
  }

  private static Stream<Shown.Numbers> numbers(Map<Panel, PanelView<?>> of, String source) {
    return of.entrySet().stream().flatMap(one -> numbers(one.getKey(), one.getValue(), source));
  }

  /// A panel's own, and those that are laid over it.
  private static Stream<Shown.Numbers> numbers(Panel panel, PanelView<?> view, String source) {
    Stream<Shown.Numbers> own =
        view.shown().stream().map(of -> numbers(panel, panel.id(), source, of));
    Stream<Shown.Numbers> laid =
        laid(view)
            .map(
                over ->
                    numbers(
                        panel,
                        panel.id() + "-" + Shown.slug(over.name()),
                        over.name(),
                        PanelView.Numbers.of(over.answer())));
    return Stream.concat(own, laid);
  }

  private static Stream<TimeSeriesChart.Over> laid(PanelView<?> view) {
    return view instanceof PanelView.Under under ? under.laid().stream() : Stream.empty();
  }

  private static Shown.Numbers numbers(
      Panel panel, String name, String source, PanelView.Numbers of) {
    return new Shown.Numbers(name, panel.title(), source, of.query(), of.sheet());
  }

  private Shown one(Panel panel, PanelView<?> view, String source) {
    Function<ChartGroup, PanelView<?>> twin = view.twin();
    ChartChoice choice = model.charts();
    boolean ofOther = !source.equals(set.name());
    return new Shown(
        model.view().id() + "-" + panel.id() + (ofOther ? "-" + Shown.slug(source) : ""),
        panel.title(),
        view.node(),
        numbers(panel, view, source).toList(),
        Optional.of(() -> twin.apply(ofOther ? plain(choice) : group(choice)).node()),
        laid(view).map(over -> source + " and " + over.name()).findFirst().orElse(source),
        Captions.of(model, Optional.of(panel)));
  }

  private ChartGroup group(ChartChoice choice) {
    ChartGroup group = plain(choice);
    group.bursts(set.bursts());
    return group;
  }

  private static ChartGroup plain(ChartChoice choice) {
    return new ChartGroup(choice, _ -> {});
  }

  private static Map<Panel, Function<ChartGroup, PanelView<?>>> twins(Map<Panel, PanelView<?>> of) {
    Map<Panel, Function<ChartGroup, PanelView<?>>> twins = new LinkedHashMap<>();
    of.forEach((panel, view) -> twins.put(panel, view.twin()));
    return twins;
  }

  private static Map<Panel, PanelView<?>> made(
      Map<Panel, Function<ChartGroup, PanelView<?>>> twins, ChartGroup group) {
    Map<Panel, PanelView<?>> made = new LinkedHashMap<>();
    twins.forEach((panel, twin) -> made.put(panel, twin.apply(group)));
    return made;
  }

  private String sources() {
    return model
        .others()
        .beside()
        .map(beside -> set.name() + " and " + beside.set().name())
        .orElse(set.name());
  }
}
