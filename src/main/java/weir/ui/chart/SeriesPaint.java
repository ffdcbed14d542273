package weir.ui.chart;

import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;

/// How a series looks: full, or hatched where it stands for what is left over.
record SeriesPaint(Color colour, boolean hatched, Paint fill) {
  /// Beside the stripes the background shows through.
  private static final double STRIPE = 0.62;

  private static final double GAP = 0.16;

  /// From the begin of a stripe to that of the next, across and down.
  private static final double PERIOD_PIXELS = 4;

  static final SeriesPaint NONE = full(Color.TRANSPARENT);

  static SeriesPaint full(Color colour) {
    return new SeriesPaint(colour, false, colour);
  }

  static SeriesPaint hatched(Color colour) {
    Color stripe = colour.deriveColor(0, 1, 1, STRIPE);
    Color gap = colour.deriveColor(0, 1, 1, GAP);
    Paint fill =
        new LinearGradient(
            0,
            0,
            PERIOD_PIXELS,
            PERIOD_PIXELS,
            false,
            CycleMethod.REPEAT,
            new Stop(0, stripe),
            new Stop(0.4, stripe),
            new Stop(0.4, gap),
            new Stop(1, gap));
    return new SeriesPaint(colour, true, fill);
  }
}
