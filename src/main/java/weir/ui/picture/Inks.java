package weir.ui.picture;

import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.RadialGradient;
import javafx.scene.paint.Stop;
import org.jspecify.annotations.Nullable;
import weir.export.Ink;

/// JavaFX's paints as inks and back.
public final class Inks {
  private Inks() {}

  /// What is closest: of a gradient that does not repeat the colour in its middle.
  public static Ink of(@Nullable Paint paint) {
    return switch (paint) {
      case Color color -> colour(color);
      case LinearGradient gradient -> gradient(gradient);
      case RadialGradient gradient -> middle(gradient.getStops());
      case null, default -> Ink.Colour.NONE;
    };
  }

  /// A colour even where the paint has more of them.
  public static Ink.Colour colour(@Nullable Paint paint) {
    return switch (paint) {
      case Color color ->
          new Ink.Colour(
              octet(color.getRed()),
              octet(color.getGreen()),
              octet(color.getBlue()),
              color.getOpacity());
      case LinearGradient gradient -> middle(gradient.getStops());
      case RadialGradient gradient -> middle(gradient.getStops());
      case null, default -> Ink.Colour.NONE;
    };
  }

  private static int octet(double part) {
    return (int) Math.round(part * 255);
  }

  /// Stripes are two colours with sharp edges.
  private static Ink gradient(LinearGradient gradient) {
    List<Stop> stops = gradient.getStops();
    if (gradient.getCycleMethod() != CycleMethod.REPEAT
        || gradient.isProportional()
        || stops.size() != 4) {
      return middle(stops);
    }
    return new Ink.Hatching(
        colour(stops.getFirst().getColor()),
        colour(stops.getLast().getColor()),
        gradient.getEndX() - gradient.getStartX(),
        stops.get(1).getOffset());
  }

  private static Ink.Colour middle(List<Stop> stops) {
    return colour(stops.getFirst().getColor().interpolate(stops.getLast().getColor(), 0.5));
  }

  /// As JavaFX paints it.
  public static Paint paint(Ink ink) {
    return switch (ink) {
      case Ink.Colour colour -> color(colour);
      case Ink.Hatching hatching ->
          new LinearGradient(
              0,
              0,
              hatching.period(),
              hatching.period(),
              false,
              CycleMethod.REPEAT,
              new Stop(0, color(hatching.stripe())),
              new Stop(hatching.share(), color(hatching.stripe())),
              new Stop(hatching.share(), color(hatching.gap())),
              new Stop(1, color(hatching.gap())));
    };
  }

  private static Color color(Ink.Colour colour) {
    return Color.rgb(colour.red(), colour.green(), colour.blue(), colour.alpha());
  }
}
