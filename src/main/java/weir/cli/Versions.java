package weir.cli;

import picocli.CommandLine.IVersionProvider;
import weir.app.Version;

/// Weir's version and Java's.
final class Versions implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {Version.weir(), "Java " + Runtime.version()};
  }
}
