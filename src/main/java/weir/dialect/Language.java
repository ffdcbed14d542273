package weir.dialect;

import java.util.Locale;

/// A language that filters are written in elsewhere.
public enum Language {
  NFDUMP("nfdump"),
  BPF("BPF (tcpdump)"),
  WIRESHARK("Wireshark"),
  SQL("SQL"),
  AKVORADO("Akvorado");

  private final String label;

  Language(String label) {
    this.label = label;
  }

  /// For people.
  public String label() {
    return label;
  }

  /// As on the command line, and the name of its table.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
