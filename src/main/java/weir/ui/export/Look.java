package weir.ui.export;

/// How a picture's colours are.
public enum Look {
  AS_SHOWN("As shown"),
  LIGHT("Light"),
  DARK("Dark"),
  /// For paper.
  PRINT("Print");

  private final String label;

  Look(String label) {
    this.label = label;
  }

  /// For people.
  public String label() {
    return label;
  }
}
