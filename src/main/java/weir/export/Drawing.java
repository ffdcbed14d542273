package weir.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// What was drawn once, to be drawn again by any pen: on any thread, as often as wanted. It keeps
/// no fonts and nothing of the screen.
public final class Drawing {
  private final double width;
  private final double height;
  private final List<Consumer<Pen>> steps;

  private Drawing(double width, double height, List<Consumer<Pen>> steps) {
    this.width = width;
    this.height = height;
    this.steps = steps;
  }

  /// @param width in CSS pixels, as `height`
  /// @param painter draws it now
  public static Drawing of(double width, double height, Consumer<Pen> painter) {
    Recorder recorder = new Recorder();
    painter.accept(recorder);
    return new Drawing(width, height, List.copyOf(recorder.steps));
  }

  /// In CSS pixels.
  public double width() {
    return width;
  }

  public double height() {
    return height;
  }

  /// Draws everything, from the upper left corner on.
  public void play(Pen pen) {
    steps.forEach(step -> step.accept(pen));
  }

  private static final class Recorder implements Pen {
    private final List<Consumer<Pen>> steps = new ArrayList<>();

    @Override
    public void save() {
      steps.add(Pen::save);
    }

    @Override
    public void restore() {
      steps.add(Pen::restore);
    }

    @Override
    public void transform(double xx, double yx, double xy, double yy, double tx, double ty) {
      steps.add(pen -> pen.transform(xx, yx, xy, yy, tx, ty));
    }

    @Override
    public void opacity(double factor) {
      steps.add(pen -> pen.opacity(factor));
    }

    @Override
    public void clip(Outline shape) {
      steps.add(pen -> pen.clip(shape));
    }

    @Override
    public void fill(Outline shape, Ink ink) {
      steps.add(pen -> pen.fill(shape, ink));
    }

    @Override
    public void stroke(Outline shape, Stroke stroke) {
      steps.add(pen -> pen.stroke(shape, stroke));
    }

    @Override
    public void cells(Raster cells, double x, double y, double width, double height) {
      steps.add(pen -> pen.cells(cells, x, y, width, height));
    }

    @Override
    public void text(Words words, double x, double baseline, Ink ink) {
      Words kept = Words.Outlined.of(words);
      steps.add(pen -> pen.text(kept, x, baseline, ink));
    }
  }
}
