package weir.ui.chart;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.event.EventType;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.query.Coverage;
import weir.ui.control.Hints;
import weir.ui.control.Menus;
import weir.ui.picture.Painted;

/// Above a panel: title on the left, details and its menu on the right. While an answer is on its
/// way, a note says how far it has come, and a thin line below shows it; both are gone when it is
/// complete.
///
/// While the panel shows the picture of another question than was asked last, the note says so, and
/// the panel, which is the header's parent, has the style class `stale`. Short waits do not show.
public final class PanelHeader extends HBox {
  /// Of a button that leads back.
  private static final PseudoClass ON = PseudoClass.getPseudoClass("on");

  private static final PseudoClass STOPPED = PseudoClass.getPseudoClass("stopped");

  private static final double LEAST_TITLE = 70;

  /// A detail of which less is to be seen says nothing.
  private static final double LEAST_DETAIL = 60;

  private static final double LINE_HEIGHT = 2;

  private static final String STALE = "stale";

  /// Shorter waits are not worth a word: dimming and back would flicker.
  private static final Duration SOON = Duration.millis(150);

  /// An empty panel is plain enough for a while, and so is a picture that will be a little newer.
  private static final Duration LATER = Duration.millis(400);

  private final PauseTransition delay = new PauseTransition();

  private final Label title = new Label();
  private final Label note = new Label();
  private final Label detail = new Label();
  private final Tooltip whole = new Tooltip();
  private final Button menu = new Button("", new FontIcon(Feather.MORE_VERTICAL));
  private final Button table = new Button();
  private final Button large = new Button();
  private final Region track = new Region();
  private final Region line = new Region();

  private CoverageText text = CoverageText.NONE;
  private double share;
  private boolean stopped;

  /// What the picture covers of the newest question; null before its first answer.
  private @Nullable Coverage shown;

  private boolean offersTable;

  private boolean anythingShown;

  /// Whether the picture is that of another question than was asked last.
  private boolean older;

  private CoverageText awaited = CoverageText.LOADING;
  private double awaitedShare;

  public PanelHeader() {
    getStyleClass().add("panel-header");
    title.getStyleClass().add("panel-title");
    title.setMinWidth(LEAST_TITLE);
    note.setMinWidth(USE_PREF_SIZE);
    note.getStyleClass().add("panel-note");
    detail.getStyleClass().add("panel-detail");
    detail.setMinWidth(0);
    track.getStyleClass().add("progress-track");
    line.getStyleClass().add("progress-line");
    track.setManaged(false);
    line.setManaged(false);
    delay.setOnFinished(_ -> sayAwaited());
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    menu.getStyleClass().addAll("flat", "button-icon", "panel-menu");
    Painted.never(menu);
    menu.setMinWidth(USE_PREF_SIZE);
    menu.setFocusTraversable(false); // the menu key is for who has no mouse
    menu.setVisible(false);
    menu.setManaged(false);
    button(table, PanelEvent.TABLE);
    button(large, PanelEvent.LARGE);
    tabled(false);
    enlarged(false);
    setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            fireEvent(new PanelEvent(PanelEvent.LARGE));
            event.consume();
          }
        });
    getChildren().addAll(title, space, note, detail, table, large, menu, track, line);
    widthProperty().addListener((_, _, _) -> fit());
    title.fontProperty().addListener((_, _, _) -> fit());
    note(CoverageText.NONE, 0);
  }

  private void button(Button button, EventType<PanelEvent> wanted) {
    button.getStyleClass().addAll("flat", "button-icon", "panel-extra");
    Painted.never(button);
    button.setMinWidth(USE_PREF_SIZE);
    button.setFocusTraversable(false); // keys are for who has no mouse
    button.setOnAction(_ -> fireEvent(new PanelEvent(wanted)));
  }

  /// Offers the numbers as a table.
  public void offerTable() {
    offersTable = true;
    fit();
  }

  /// Whether the numbers are shown as a table.
  void tabled(boolean now) {
    table.setGraphic(new FontIcon(now ? Feather.BAR_CHART_2 : Feather.GRID));
    on(table, now);
    say(table, now ? "The picture again (Ctrl+T)" : "The numbers as a table (Ctrl+T)");
  }

  /// Whether the panel is as large as there is room.
  public void enlarged(boolean now) {
    large.setGraphic(new FontIcon(now ? Feather.MINIMIZE_2 : Feather.MAXIMIZE_2));
    on(large, now);
    say(large, now ? "As it was (Ctrl+M, Esc)" : "As large as there is room (Ctrl+M)");
  }

  private static void on(Button button, boolean now) {
    button.pseudoClassStateChanged(ON, now);
  }

  private static void say(Button button, String words) {
    button.setTooltip(Hints.of(words));
    button.setAccessibleText(words);
  }

  /// Gives the panel a button for its menu.
  ///
  /// @param items made when they are asked for
  public void menu(Supplier<List<MenuItem>> items) {
    menu.setVisible(true);
    menu.setManaged(true);
    menu.setTooltip(Hints.of("What can be done with this panel (right button, Shift+F10)"));
    menu.setAccessibleText("Menu of this panel");
    menu.setOnAction(_ -> Menus.below(menu, items.get()));
    Menus.on(this, items);
    fit();
  }

  public String title() {
    return title.getText();
  }

  public void title(String newTitle) {
    title.setText(newTitle);
  }

  public void detail(String newDetail) {
    if (!newDetail.equals(detail.getText())) {
      detail.setText(newDetail);
      fit();
    }
  }

  /// The note in full; empty when all is said.
  public String note() {
    return text.full();
  }

  /// A question has been asked.
  ///
  /// @param asking "Asking for the last hour…", where the picture answers another question; empty
  ///   where it answers the same one, a moment ago: then it stays as it is, without a word
  public void await(Optional<String> asking) {
    boolean said = stopped || isStale();
    delay.stop();
    shown = null;
    stopped = false;
    older = anythingShown && asking.isPresent();
    awaitedShare = 0;
    awaited = older ? CoverageText.older(asking.orElseThrow()) : CoverageText.LOADING;
    if (older && isStale()) {
      sayAwaited();
      return;
    }
    stale(false);
    if (older || !anythingShown) {
      delay.setDuration(older ? SOON : LATER);
      delay.playFromStart();
      said = true;
    }
    if (said) {
      note(CoverageText.NONE, 0);
    }
  }

  private void sayAwaited() {
    delay.stop();
    stale(older);
    note(awaited, awaitedShare);
  }

  private boolean isStale() {
    return getParent() != null && getParent().getStyleClass().contains(STALE);
  }

  private void stale(boolean now) {
    if (getParent() != null && now != isStale()) {
      if (now) {
        getParent().getStyleClass().add(STALE);
      } else {
        getParent().getStyleClass().remove(STALE);
      }
    }
  }

  /// The picture is an answer that covers so much.
  public void answered(Coverage coverage) {
    if (stopped && coverage.equals(shown)) {
      return; // the same, painted anew
    }
    shown = coverage;
    anythingShown = true;
    settle(false);
    note(CoverageText.of(coverage), CoverageText.done(coverage));
  }

  /// The picture stays as it is until a newer one is complete.
  public void again(Coverage coverage) {
    if (!coverage.isAwaited()) {
      stale(false);
      older = false;
      awaited = CoverageText.again(coverage);
    } else if (!older) {
      awaited = CoverageText.read(coverage);
    }
    awaitedShare = CoverageText.done(coverage);
    if (!text.full().isEmpty()) {
      sayAwaited();
    } else if (delay.getStatus() != Animation.Status.RUNNING) {
      delay.setDuration(LATER);
      delay.playFromStart();
    }
  }

  /// The question was taken back.
  public void stop() {
    settle(older && shown == null);
    stopped = true;
    note(
        shown == null ? CoverageText.stoppedBefore(anythingShown) : CoverageText.stopped(shown),
        shown == null ? 0 : CoverageText.done(shown));
  }

  /// A sentence is shown instead of an answer.
  public void failed() {
    settle(false);
    shown = null;
    anythingShown = false;
    note(CoverageText.NONE, 0);
  }

  private void settle(boolean stale) {
    delay.stop();
    stale(stale);
  }

  private void note(CoverageText newText, double newShare) {
    text = newText;
    share = newShare;
    boolean any = !text.full().isEmpty();
    whole.setText(text.full());
    note.setTooltip(any ? whole : null);
    note.setAccessibleText(text.full());
    note.pseudoClassStateChanged(STOPPED, stopped);
    line.pseudoClassStateChanged(STOPPED, stopped);
    note.setVisible(any);
    note.setManaged(any);
    track.setVisible(any);
    line.setVisible(any);
    fit();
    requestLayout();
  }

  /// The longest note that leaves the title whole; details only where they fit beside it.
  private void fit() {
    offerExtras();
    double most = getWidth() - snappedLeftInset() - snappedRightInset() - menuWidth();
    double room = most - title.prefWidth(-1);
    title.setMinWidth(Math.max(LEAST_TITLE, Math.min(title.prefWidth(-1), most)));
    note.setText(text.full());
    if (noteWidth() > room) {
      note.setText(text.brief());
    }
    if (noteWidth() > room) {
      note.setText(text.least());
    }
    double whole = detail.prefWidth(-1);
    double least = text.full().isEmpty() ? Math.min(LEAST_DETAIL, whole) : whole;
    boolean fits = noteWidth() + least < room;
    detail.setVisible(fits);
    detail.setManaged(fits);
  }

  /// Where there is no room for more than the title and a note, the menu and the keys do it.
  private void offerExtras() {
    show(table, offersTable);
    show(large, true);
    note.setText(text.least());
    double needed = title.prefWidth(-1) + noteWidth() + menuWidth();
    boolean room =
        getWidth() <= 0 || needed <= getWidth() - snappedLeftInset() - snappedRightInset();
    show(table, offersTable && room);
    show(large, room);
  }

  private static void show(Button button, boolean there) {
    button.setVisible(there);
    button.setManaged(there);
  }

  private double menuWidth() {
    return Stream.of(menu, table, large)
        .filter(Region::isManaged)
        .mapToDouble(button -> button.prefWidth(-1) + getSpacing())
        .sum();
  }

  private double noteWidth() {
    return note.prefWidth(-1) + 3 * getSpacing();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    double left = snappedLeftInset();
    double width = getWidth() - left - snappedRightInset();
    double y = getHeight() - LINE_HEIGHT;
    track.resizeRelocate(left, y, width, LINE_HEIGHT);
    line.resizeRelocate(left, y, snapSizeX(width * share), LINE_HEIGHT);
  }
}
