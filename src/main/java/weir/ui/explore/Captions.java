package weir.ui.explore;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.export.Versions;
import weir.query.Filter;
import weir.query.FilterText;
import weir.query.Located;
import weir.query.Panel;
import weir.query.TimeRange;
import weir.ui.picture.Caption;

/// What pictures say of themselves.
final class Captions {
  private static final DateTimeFormatter MADE =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Captions() {}

  /// @param panel the only one that the picture is of; empty for the whole view
  static Caption of(ExploreModel model, Optional<Panel> panel) {
    List<String> details = new ArrayList<>();
    Filter filter = model.scope().filter();
    details.add(filter.isAll() ? "all flows" : "filter: " + FilterText.of(filter));
    model.dataSet().ifPresent(set -> details.add(set.name()));
    model.others().beside().ifPresent(other -> details.add("with " + other.set().name()));
    details.add(new RangeText(model.zone(), model.nowNanos()).whole(model.rangeNow()));
    String unit =
        panel
            .flatMap(one -> one.sums().measure())
            .map(measure -> measure.label())
            .orElse(model.unit().rate().label());
    details.add(
        unit + (model.scaled() ? ", multiplied by sampling rates" : ", as exporters sent them"));
    if (model.time().isSpread()) {
      details.add("flows spread over the time that they took");
    }
    if (model.isCountedOnce()) {
      details.add("counted once, where flows cross the border");
    }
    model.cutAddresses().ifPresent(details::add);
    panel.map(List::of).orElse(model.view().panels()).stream()
        .flatMap(one -> one.sums().by().stream())
        .map(by -> Located.told(model.words().dimensions().now(by)))
        .filter(words -> !words.isEmpty())
        .distinct()
        .forEach(
            words -> details.add((words.startsWith("by ") ? "places " : "countries ") + words));
    String title =
        panel.map(one -> model.view().title() + ": " + one.title()).orElse(model.view().title());
    String made = Versions.weir() + "   ·   " + MADE.format(TimeRange.instant(model.nowNanos()));
    return new Caption(title, details, made);
  }
}
