package weir.exporter;

import java.util.List;
import java.util.function.UnaryOperator;

/// A list's names of interfaces, said as if by hand.
public final class InterfaceNames {
  /// Of a name by hand, as [Overrides] takes it.
  private static final int MOST = 64;

  private InterfaceNames() {}

  /// Gives an exporter the names of this list that are its own; what it says of others, and of
  /// rates, stays.
  public static UnaryOperator<Overrides.Exporter> said(List<NamedInterface> list) {
    List<NamedInterface> named = list.stream().filter(one -> !one.name().isEmpty()).toList();
    return before -> {
      Overrides.Exporter after = before;
      for (NamedInterface one : named) {
        after = after.with(one.index(), i -> i.withName(cut(one.name())));
      }
      return after;
    };
  }

  /// Names by hand are shorter than those that are told; no character is cut in two.
  private static String cut(String name) {
    if (name.length() <= MOST) {
      return name;
    }
    return name.substring(0, Character.isHighSurrogate(name.charAt(MOST - 1)) ? MOST - 1 : MOST)
        .strip();
  }
}
