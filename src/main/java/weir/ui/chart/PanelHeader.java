package weir.ui.chart;

import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import weir.query.Coverage;

/// Above a panel: title on the left, details on the right. While an answer is on its way, a note
/// says how far it has come, and a thin line below shows it; both are gone when it is complete.
public final class PanelHeader extends HBox {
  private static final PseudoClass STOPPED = PseudoClass.getPseudoClass("stopped");

  private static final double LEAST_TITLE = 70;
  private static final double LINE_HEIGHT = 2;

  /// A refresh shorter than this is not worth a word.
  private final PauseTransition delay = new PauseTransition(Duration.millis(600));

  private final Label title = new Label();
  private final Label note = new Label();
  private final Label detail = new Label();
  private final Tooltip whole = new Tooltip();
  private final Region track = new Region();
  private final Region line = new Region();

  private CoverageText text = CoverageText.NONE;
  private double share;
  private boolean stopped;

  /// What the picture covers of the newest question; null before its first answer.
  private @Nullable Coverage shown;

  private boolean anythingShown;

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
    delay.setOnFinished(_ -> note(CoverageText.LOADING, 0));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren().addAll(title, space, note, detail, track, line);
    widthProperty().addListener((_, _, _) -> fit());
    note(CoverageText.NONE, 0);
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
    }
  }

  /// The note in full; empty when all is said.
  public String note() {
    return text.full();
  }

  /// A question has been asked; a word of it comes after a moment.
  public void await() {
    shown = null;
    stopped = false;
    note(CoverageText.NONE, 0);
    delay.playFromStart();
  }

  /// The picture is an answer that covers so much.
  public void answered(Coverage coverage) {
    if (stopped && coverage.equals(shown)) {
      return; // the same, painted anew
    }
    shown = coverage;
    anythingShown = true;
    delay.stop();
    note(CoverageText.of(coverage), CoverageText.done(coverage));
  }

  /// The picture stays as it is until a newer one is complete.
  public void again(Coverage coverage) {
    delay.stop();
    note(CoverageText.again(coverage), CoverageText.done(coverage));
  }

  /// The question was taken back.
  public void stop() {
    delay.stop();
    stopped = true;
    note(
        shown == null ? CoverageText.stoppedBefore(anythingShown) : CoverageText.stopped(shown),
        shown == null ? 0 : CoverageText.done(shown));
  }

  /// A sentence is shown instead of an answer.
  public void failed() {
    delay.stop();
    shown = null;
    anythingShown = false;
    note(CoverageText.NONE, 0);
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
    double room = getWidth() - snappedLeftInset() - snappedRightInset() - title.prefWidth(-1);
    note.setText(text.full());
    if (noteWidth() > room) {
      note.setText(text.brief());
    }
    if (noteWidth() > room) {
      note.setText(text.least());
    }
    boolean fits = text.full().isEmpty() || noteWidth() + detail.prefWidth(-1) < room;
    detail.setVisible(fits);
    detail.setManaged(fits);
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
