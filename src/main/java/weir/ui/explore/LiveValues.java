package weir.ui.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FilterCompletion.Offer;
import weir.query.FilterText;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.query.RangeChoice;
import weir.store.Cancel;
import weir.store.Cost;
import weir.store.StoreException;

/// Values that flows of the range have, those of most flows first, to be offered while a filter is
/// typed. They are asked for when typing rests a moment, off the JavaFX thread, and no longer than
/// some seconds; what would be much to ask others for is not asked. Belongs to the JavaFX thread.
final class LiveValues {
  private static final int MOST = 300;
  private static final int MOST_KEPT = 50;
  private static final long MINUTE = 60 * FlowQuery.SECOND;
  private static final Duration REST = Duration.millis(250);
  private static final Duration PATIENCE = Duration.seconds(5);
  private static final Pattern BEGUN_V4 = Pattern.compile("(\\d{1,3}\\.){1,3}\\d{0,3}");

  /// What was asked for.
  ///
  /// @param within of an address that is begun, the network that it is in; empty for all
  /// @param minute when it was, of flows that keep coming; 0 for others
  private record Wanted(
      DataSet set, RangeChoice range, FlowField field, String within, long minute) {}

  private final ExploreModel model;
  private final Executor delivery;
  private final Runnable changed;
  private final Map<Wanted, List<Offer>> known = new HashMap<>();
  private final PauseTransition rest = new PauseTransition(REST);
  private final PauseTransition patience = new PauseTransition(PATIENCE);
  private @Nullable Cancel asking;
  private @Nullable Wanted wanted;

  /// @param delivery runs tasks on the JavaFX thread
  /// @param changed called when there are more values
  LiveValues(ExploreModel model, Executor delivery, Runnable changed) {
    this.model = model;
    this.delivery = delivery;
    this.changed = changed;
    rest.setOnFinished(_ -> ask());
    patience.setOnFinished(_ -> stop());
  }

  /// The values that are known by now; others are asked for.
  ///
  /// @param begun what is typed of one
  List<Offer> of(FlowField field, String begun) {
    DataSet set = model.dataSet().orElse(null);
    if (set == null || !field.groupable()) {
      stop();
      return List.of();
    }
    Wanted now =
        new Wanted(
            set,
            model.scope().range(),
            field,
            within(field, begun),
            set.live() ? model.nowNanos() / MINUTE : 0);
    List<Offer> found = known.get(now);
    if (found == null && !now.equals(wanted)) {
      stop();
      wanted = now;
      rest.playFromStart();
    }
    String low = begun.toLowerCase(Locale.ROOT);
    return found == null ? List.of() : found.stream().filter(offer -> fits(offer, low)).toList();
  }

  private static boolean fits(Offer offer, String begun) {
    String text = offer.text().toLowerCase(Locale.ROOT);
    return (text.startsWith(begun) || text.startsWith("\"" + begun)) && !text.equals(begun);
  }

  /// "10.1." is of 10.1.0.0/16.
  private static String within(FlowField field, String begun) {
    if (!field.isAddress() || !BEGUN_V4.matcher(begun).matches()) {
      return "";
    }
    String whole = begun.substring(0, begun.lastIndexOf('.'));
    int octets = whole.split("\\.").length;
    String network = whole + ".0".repeat(4 - octets);
    try {
      var _ = IpAddress.parse(network);
      return network + "/" + 8 * octets;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /// Nobody waits for values any more.
  void stop() {
    rest.stop();
    patience.stop();
    wanted = null;
    if (asking != null) {
      asking.cancel();
      asking = null;
    }
  }

  private void ask() {
    Wanted now = wanted;
    if (now == null) {
      return;
    }
    Cancel cancel = new Cancel();
    asking = cancel;
    FlowQuery query =
        FlowQuery.ranking(
            model.rangeNow(),
            filter(now),
            MOST,
            List.of(Dimension.field(now.field())),
            Measure.FLOWS);
    patience.playFromStart();
    Thread.ofVirtual()
        .name("weir-values")
        .start(
            () -> {
              List<Offer> offers = values(now, query, cancel);
              delivery.execute(() -> found(now, offers, cancel));
            });
  }

  private static Filter filter(Wanted wanted) {
    int slash = wanted.within().indexOf('/');
    return slash < 0
        ? Filter.all()
        : new Filter.Within(
            wanted.field(),
            IpAddress.parse(wanted.within().substring(0, slash)),
            96 + Integer.parseInt(wanted.within().substring(slash + 1)));
  }

  /// None where they cannot be told.
  private static List<Offer> values(Wanted wanted, FlowQuery query, Cancel cancel) {
    try {
      boolean much =
          wanted.set().ofOthers()
              && wanted.set().store().cost(query, cancel).filter(Cost::isHigh).isPresent();
      return much ? List.of() : offers(wanted.field(), wanted.set().store().run(query, cancel));
    } catch (StoreException e) {
      return List.of();
    }
  }

  private static List<Offer> offers(FlowField field, Answer answer) {
    List<Offer> offers = new ArrayList<>();
    Answer.Key key = answer.keys().getFirst();
    for (int row = 0; row < answer.groups(); row++) {
      String flows = String.format(Locale.ROOT, "%,.0f flows", answer.value(row, 0));
      offers.add(new Offer(FilterText.value(field, key.high(row), key.low()[row]), flows));
    }
    return offers;
  }

  private void found(Wanted now, List<Offer> offers, Cancel cancel) {
    if (asking != cancel) {
      return;
    }
    asking = null;
    patience.stop();
    if (known.size() >= MOST_KEPT) {
      known.clear();
    }
    known.put(now, offers);
    changed.run();
  }
}
