package weir.cli;

import picocli.CommandLine.IVersionProvider;
import weir.export.Versions;

/// Weir's version and Java's.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {weir(), Versions.java()};
  }

  /// "Weir 1.0".
  static String weir() {
    return Versions.weir();
  }
}
