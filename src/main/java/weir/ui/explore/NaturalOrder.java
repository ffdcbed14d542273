package weir.ui.explore;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts as people sort them: numbers in them by their size, so that 10.0.0.9 comes before
/// 10.0.0.10 and "TCP 80" before "TCP 443"; letters whatever their case.
enum NaturalOrder implements Comparator<String> {
  BY_SIZE;

  private static final Pattern RUN = Pattern.compile("\\d+|\\D+");

  @Override
  public int compare(String one, String other) {
    Matcher a = RUN.matcher(one);
    Matcher b = RUN.matcher(other);
    while (a.find()) {
      if (!b.find()) {
        return 1;
      }
      int order = runs(a.group(), b.group());
      if (order != 0) {
        return order;
      }
    }
    return b.find() ? -1 : 0;
  }

  private static int runs(String a, String b) {
    if (!Character.isDigit(a.charAt(0)) || !Character.isDigit(b.charAt(0))) {
      return String.CASE_INSENSITIVE_ORDER.compare(a, b);
    }
    String first = withoutZeros(a);
    String second = withoutZeros(b);
    return first.length() != second.length()
        ? first.length() - second.length()
        : first.compareTo(second);
  }

  private static String withoutZeros(String digits) {
    return digits.replaceFirst("^0+(?=.)", "");
  }
}
