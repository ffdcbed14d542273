package weir.enrich.table;

import weir.flow.ForeignText;

/// Names of AS and cities out of tables, as filters can write them.
public final class AsName {
  private static final int MOST_CHARACTERS = 64;

  private AsName() {}

  /// Without double quotes and what is not seen, cut where it is long.
  public static String quotable(String told) {
    String clean = ForeignText.clean(told.replace('"', '\''));
    if (clean.length() <= MOST_CHARACTERS) {
      return clean;
    }
    boolean amid = Character.isHighSurrogate(clean.charAt(MOST_CHARACTERS - 2));
    return clean.substring(0, MOST_CHARACTERS - (amid ? 2 : 1)).strip() + "…";
  }
}
