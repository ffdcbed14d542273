package weir.export;

/// Numbers in files of pictures: short, never with an exponent.
final class Coordinates {
  private static final long LARGEST = 1_000_000_000;

  private Coordinates() {}

  /// Appends a length, to a hundredth of a pixel.
  static StringBuilder append(StringBuilder to, double length) {
    return append(to, length, 2);
  }

  static StringBuilder append(StringBuilder to, double number, int decimals) {
    long unit = 1;
    for (int i = 0; i < decimals; i++) {
      unit *= 10;
    }
    // what lies further out is outside of every picture; NaN is 0
    long scaled =
        Math.round(Math.clamp(Double.isNaN(number) ? 0 : number, -LARGEST, LARGEST) * unit);
    if (scaled < 0) {
      to.append('-');
      scaled = -scaled;
    }
    to.append(scaled / unit);
    long rest = scaled % unit;
    if (rest != 0) {
      to.append('.');
      for (long place = unit / 10; rest != 0; place /= 10) {
        to.append((char) ('0' + rest / place));
        rest %= place;
      }
    }
    return to;
  }
}
