package weir.export;

import java.util.List;

/// How a line is drawn.
///
/// @param dashes lengths of dashes and gaps by turns; none for a line that is whole
/// @param ends how lines end
public record Stroke(Ink.Colour colour, double width, List<Double> dashes, Ends ends) {
  /// What a line has at its ends.
  public enum Ends {
    BUTT,
    /// Longer by half of its width at both ends, as JavaFX draws unless told otherwise.
    SQUARE,
    /// The same, round; corners are round, too.
    ROUND
  }

  /// Sharp corners are cut when they are longer than that many widths.
  public static final double MITER = 10;

  public Stroke {
    dashes = List.copyOf(dashes);
  }

  /// A whole line.
  public Stroke(Ink.Colour colour, double width) {
    this(colour, width, List.of(), Ends.SQUARE);
  }

  public Stroke dashed(List<Double> newDashes) {
    return new Stroke(colour, width, newDashes, ends);
  }
}
