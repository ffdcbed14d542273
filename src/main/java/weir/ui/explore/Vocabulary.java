package weir.ui.explore;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import weir.enrich.CutAddresses;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.FlowField;
import weir.flow.Kind;
import weir.query.Answer;
import weir.query.Dimensions;
import weir.query.DirectionRules;
import weir.query.Filter;
import weir.query.Result;
import weir.query.View;

/// What things are called in the data set that is explored: names of exporters and interfaces, of
/// hosts that were looked up, values of texts that panels have shown; and what people say of their
/// network, which flows can be grouped and filtered by.
public final class Vocabulary {
  private static final int MOST_VALUES = 1_000;

  private final ReadOnlyObjectWrapper<Labels> labels = new ReadOnlyObjectWrapper<>(Labels.NONE);
  private HostLook look = HostLook.NONE;

  /// Values of texts that panels have shown.
  private final Map<FlowField, SortedSet<String>> values = new EnumMap<>(FlowField.class);

  /// What the questions so far were asked with; null before that is known.
  private @Nullable Overrides overrides;

  private Dimensions dimensions = Dimensions.BUILT_IN;
  private DirectionRules directions = DirectionRules.NONE;

  Vocabulary() {}

  /// Of another data set, of which nothing is known yet.
  void open() {
    labels.set(Labels.NONE);
    values.clear();
    dimensions = Dimensions.BUILT_IN;
    directions = DirectionRules.NONE;
    overrides = null;
  }

  /// What is said by now.
  ///
  /// @param view what is asked
  /// @param filter which flows it is asked of
  /// @return whether that makes other answers of the same flows
  boolean said(
      Labels names,
      Overrides newOverrides,
      Dimensions now,
      DirectionRules newDirections,
      View view,
      Filter filter) {
    Labels worded = look.over(names);
    if (!worded.equals(labels.get())) {
      labels.set(worded);
    }
    Overrides before = overrides;
    boolean others =
        !now.equals(dimensions)
            || (!now.callsAlike(dimensions) && Dimensions.areCalled(view, filter))
            || (before == null
                && view.panels().stream().anyMatch(one -> one.lacks(now).isPresent()))
            || newDirections.fingerprint() != directions.fingerprint()
            || (before != null && before.ratesFingerprint() != newOverrides.ratesFingerprint());
    overrides = newOverrides;
    directions = newDirections;
    dimensions = now;
    return others;
  }

  /// Whether it is known what is said of this data set.
  boolean areKnown() {
    return overrides != null;
  }

  /// What can be grouped and filtered by in this data set.
  public Dimensions dimensions() {
    return dimensions;
  }

  /// Names of exporters and interfaces, and values of texts that panels have shown.
  public Labels labels() {
    return Objects.requireNonNull(labels.get()).withValues(values);
  }

  public ReadOnlyObjectProperty<Labels> labelsProperty() {
    return labels.getReadOnlyProperty();
  }

  /// What finds out names of hosts that are looked at.
  HostLook look() {
    return look;
  }

  /// Has this one find them out from now on.
  public void look(HostLook other) {
    look = other;
  }

  /// An answer is shown: filters offer the names that are in it.
  void shown(Result answer) {
    look.at(answer);
    for (Answer.Key key : answer.keys()) {
      FlowField field = key.dimension().whole().orElse(null);
      if (field != null && field.kind() == Kind.TEXT) {
        SortedSet<String> met = values.computeIfAbsent(field, _ -> new TreeSet<>());
        for (int row = 0; row < answer.groups() && met.size() < MOST_VALUES; row++) {
          met.add(key.text(row));
        }
        met.remove("");
      }
    }
  }

  /// That addresses are cut in flows that may be among those of a filter, in words.
  Optional<String> cutAddresses(Filter filter) {
    return Optional.ofNullable(overrides)
        .flatMap(said -> CutAddresses.words(said, filter, labels()));
  }
}
