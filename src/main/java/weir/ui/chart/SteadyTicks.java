package weir.ui.chart;

/// Ticks that stand still while the values of one question move.
final class SteadyTicks {
  private ValueTicks now = new ValueTicks(0, 1, 1);

  /// How many steps they were made for; 0 before there are any.
  private int steps;

  ValueTicks now() {
    return now;
  }

  /// The next values are of another question.
  void refit() {
    steps = 0;
  }

  /// @param fitting how many steps there is room for
  ValueTicks show(double low, double high, int fitting) {
    now = fitting == steps ? now.next(low, high, fitting) : ValueTicks.of(low, high, fitting);
    steps = fitting;
    return now;
  }
}
