package weir.ui.explore;

import java.util.Optional;
import weir.query.Against;
import weir.query.Dimensions;
import weir.query.Filter;
import weir.query.FilterText;
import weir.screen.Screen;

/// What is on the screen, given to others and taken from them. What is taken is lent: nothing of it
/// becomes what this user has chosen.
public final class LentScreens {
  private final ExploreModel model;
  private boolean lent;

  LentScreens(ExploreModel model) {
    this.model = model;
  }

  /// What is shown, to be shown again elsewhere: a range that moves stays where it is.
  public Screen now() {
    return new Screen(
        model.view(),
        FilterText.of(model.scope().filter()),
        model.rangeNow(),
        model.zone(),
        model.unit(),
        model.scaled(),
        new Screen.Charts(model.charts().number().label(), model.charts().otherHidden()),
        model.others().against().map(Against::text).orElse(""),
        model.time().timing());
  }

  /// Shows what was shown elsewhere, of the data set that is explored; back leads to what was
  /// looked at before.
  ///
  /// @param words of that data set
  /// @throws IllegalArgumentException with a sentence, if its filter has other words; nothing is
  ///   changed then
  public void show(Screen screen, Dimensions words) {
    Filter filter = screen.filter(words);
    Optional<Against> other = screen.against(words);
    lent = true;
    try {
      model.setUnit(screen.unit());
      model.setScaled(screen.scaled());
      model.setZone(screen.zone());
      model.setCharts(model.charts().with(screen.charts().legend(), screen.charts().otherHidden()));
      model.setPaused(false);
      model.time().tell(screen.timing());
      model.show(screen, filter);
      model.others().compare(other);
    } finally {
      lent = false;
    }
  }

  /// Whether what changes at this moment is what somebody else had chosen.
  public boolean isLent() {
    return lent;
  }
}
