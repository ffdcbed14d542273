package weir.ui.help;

import java.nio.file.Path;

/// A place in the pages: as `handbook/listening.md#who-may-send`.
///
/// @param page below `docs`
/// @param anchor of a heading; empty for the top
record Address(String page, String anchor) {
  static Address of(String text) {
    int hash = text.indexOf('#');
    return hash < 0
        ? new Address(text, "")
        : new Address(text.substring(0, hash), text.substring(hash + 1));
  }

  /// Where a link on this page leads.
  Address to(String link) {
    Address target = of(link);
    return target.page.isEmpty()
        ? new Address(page, target.anchor)
        : new Address(beside(target.page), target.anchor);
  }

  /// The name below `docs` of a file that this page names.
  String beside(String file) {
    return Path.of(page).resolveSibling(file).normalize().toString().replace('\\', '/');
  }

  @Override
  public String toString() {
    return anchor.isEmpty() ? page : page + "#" + anchor;
  }
}
