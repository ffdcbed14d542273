package weir.export;

import weir.about.About;

/// What made a file.
public final class Versions {
  private Versions() {}

  /// "Weir 1.0".
  public static String weir() {
    return "Weir " + About.version();
  }

  /// "Java 25.0.1+8".
  public static String java() {
    return "Java " + Runtime.version();
  }
}
