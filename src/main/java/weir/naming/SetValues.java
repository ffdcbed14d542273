package weir.naming;

import java.util.regex.Pattern;

/// What a set of values for filters may be called, and what may be in it. Which values a field has
/// is for filters to say.
final class SetValues {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,63}");
  private static final Pattern VALUE =
      Pattern.compile("[0-9A-Za-z][0-9A-Za-z.:/+-]{0,63}|::[0-9A-Fa-f:./]{0,60}");

  private SetValues() {}

  /// The name of a set.
  ///
  /// @throws IllegalArgumentException if filters could not write it
  static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' cannot be the name of a set: letters, digits, '_', '-' and '.' alone");
    }
    return text;
  }

  /// @throws IllegalArgumentException if no field has such a value
  static String check(String value) {
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'"
              + value
              + "' is no prefix, address, port or AS number, and no span such as 8000-8100");
    }
    return value;
  }
}
