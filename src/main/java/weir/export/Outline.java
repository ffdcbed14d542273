package weir.export;

import java.util.Arrays;

/// Lines and curves; never changed once it is built. What lies inside is told by the non-zero rule.
public final class Outline {
  /// Follows an outline.
  public interface Walker {
    void move(double x, double y);

    void line(double x, double y);

    void curve(double x1, double y1, double x2, double y2, double x, double y);

    void close();
  }

  private static final byte MOVE = 0;
  private static final byte LINE = 1;
  private static final byte CURVE = 2;
  private static final byte CLOSE = 3;

  /// How far the handles of a quarter of a circle are, for a radius of 1.
  private static final double ROUND = 0.5522847498;

  public static final Outline EMPTY = new Builder().build();

  private final byte[] steps;
  private final double[] numbers;

  private Outline(byte[] steps, double[] numbers) {
    this.steps = steps;
    this.numbers = numbers;
  }

  public static Outline rectangle(double x, double y, double width, double height) {
    return new Builder()
        .move(x, y)
        .line(x + width, y)
        .line(x + width, y + height)
        .line(x, y + height)
        .close()
        .build();
  }

  /// A rectangle with round corners.
  public static Outline rounded(double x, double y, double width, double height, double radius) {
    double[] radii = new double[8];
    Arrays.fill(radii, radius);
    return rounded(x, y, width, height, radii);
  }

  /// @param radii across and down, of the corner at the upper left and on clockwise; made smaller
  ///   together where a side is too short for them
  public static Outline rounded(double x, double y, double width, double height, double... radii) {
    double fits = 1;
    fits = Math.min(fits, ratio(width, radii[0] + radii[2]));
    fits = Math.min(fits, ratio(width, radii[4] + radii[6]));
    fits = Math.min(fits, ratio(height, radii[1] + radii[7]));
    fits = Math.min(fits, ratio(height, radii[3] + radii[5]));
    double[] r = new double[8];
    boolean sharp = true;
    for (int i = 0; i < r.length; i++) {
      r[i] = Math.max(0, radii[i]) * fits;
      sharp &= r[i] == 0;
    }
    if (sharp) {
      return rectangle(x, y, width, height);
    }
    double right = x + width;
    double bottom = y + height;
    double k = 1 - ROUND;
    return new Builder()
        .move(x + r[0], y)
        .line(right - r[2], y)
        .curve(right - k * r[2], y, right, y + k * r[3], right, y + r[3])
        .line(right, bottom - r[5])
        .curve(right, bottom - k * r[5], right - k * r[4], bottom, right - r[4], bottom)
        .line(x + r[6], bottom)
        .curve(x + k * r[6], bottom, x, bottom - k * r[7], x, bottom - r[7])
        .line(x, y + r[1])
        .curve(x, y + k * r[1], x + k * r[0], y, x + r[0], y)
        .close()
        .build();
  }

  private static double ratio(double room, double wanted) {
    return wanted > room && wanted > 0 ? Math.max(0, room) / wanted : 1;
  }

  public static Outline ellipse(double centreX, double centreY, double radiusX, double radiusY) {
    return rounded(
        centreX - radiusX,
        centreY - radiusY,
        2 * radiusX,
        2 * radiusY,
        radiusX,
        radiusY,
        radiusX,
        radiusY,
        radiusX,
        radiusY,
        radiusX,
        radiusY);
  }

  public static Outline polygon(double[] xs, double[] ys, int points) {
    return points(xs, ys, points).close().build();
  }

  public static Outline polyline(double[] xs, double[] ys, int points) {
    return points(xs, ys, points).build();
  }

  private static Builder points(double[] xs, double[] ys, int points) {
    Builder builder = new Builder();
    for (int i = 0; i < points; i++) {
      if (i == 0) {
        builder.move(xs[i], ys[i]);
      } else {
        builder.line(xs[i], ys[i]);
      }
    }
    return builder;
  }

  public boolean isEmpty() {
    return steps.length == 0;
  }

  /// Follows it from its begin.
  public void walk(Walker walker) {
    int n = 0;
    for (byte step : steps) {
      switch (step) {
        case MOVE -> walker.move(numbers[n], numbers[n + 1]);
        case LINE -> walker.line(numbers[n], numbers[n + 1]);
        case CURVE ->
            walker.curve(
                numbers[n],
                numbers[n + 1],
                numbers[n + 2],
                numbers[n + 3],
                numbers[n + 4],
                numbers[n + 5]);
        default -> walker.close();
      }
      n += step == CURVE ? 6 : step == CLOSE ? 0 : 2;
    }
  }

  /// The smallest rectangle around all points, of curves those of their handles, too: left, top,
  /// right, bottom.
  public double[] bounds() {
    double[] box = {
      Double.POSITIVE_INFINITY,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NEGATIVE_INFINITY
    };
    for (int i = 0; i < numbers.length; i += 2) {
      box[0] = Math.min(box[0], numbers[i]);
      box[1] = Math.min(box[1], numbers[i + 1]);
      box[2] = Math.max(box[2], numbers[i]);
      box[3] = Math.max(box[3], numbers[i + 1]);
    }
    return box;
  }

  /// The same in other coordinates, as in [Pen#transform].
  public Outline transformed(double xx, double yx, double xy, double yy, double tx, double ty) {
    double[] other = new double[numbers.length];
    for (int i = 0; i < other.length; i += 2) {
      other[i] = xx * numbers[i] + xy * numbers[i + 1] + tx;
      other[i + 1] = yx * numbers[i] + yy * numbers[i + 1] + ty;
    }
    return new Outline(steps, other);
  }

  public Outline moved(double dx, double dy) {
    return transformed(1, 0, 0, 1, dx, dy);
  }

  /// Puts an outline together, step by step.
  public static final class Builder {
    private byte[] steps = new byte[8];
    private double[] numbers = new double[16];
    private int stepCount;
    private int numberCount;
    private double x;
    private double y;

    private Builder step(byte step, double... more) {
      if (stepCount == steps.length) {
        steps = Arrays.copyOf(steps, 2 * stepCount);
      }
      if (numberCount + more.length > numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * numbers.length);
      }
      steps[stepCount++] = step;
      System.arraycopy(more, 0, numbers, numberCount, more.length);
      numberCount += more.length;
      if (more.length > 0) {
        x = more[more.length - 2];
        y = more[more.length - 1];
      }
      return this;
    }

    public Builder move(double toX, double toY) {
      return step(MOVE, toX, toY);
    }

    public Builder line(double toX, double toY) {
      return step(LINE, toX, toY);
    }

    /// A curve with one handle.
    public Builder bend(double handleX, double handleY, double toX, double toY) {
      return curve(
          x + (handleX - x) * 2 / 3,
          y + (handleY - y) * 2 / 3,
          toX + (handleX - toX) * 2 / 3,
          toY + (handleY - toY) * 2 / 3,
          toX,
          toY);
    }

    public Builder curve(double x1, double y1, double x2, double y2, double toX, double toY) {
      return step(CURVE, x1, y1, x2, y2, toX, toY);
    }

    public Builder close() {
      return step(CLOSE);
    }

    public Outline build() {
      return new Outline(Arrays.copyOf(steps, stepCount), Arrays.copyOf(numbers, numberCount));
    }
  }
}
