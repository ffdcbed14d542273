package weir.flow;

import java.util.Optional;

/// How long the stretches of time are in which bursts of packets are looked for.
public enum BurstBin {
  ONE(1),
  TEN(10),
  HUNDRED(100);

  private final int millis;

  BurstBin(int millis) {
    this.millis = millis;
  }

  public int millis() {
    return millis;
  }

  /// So many of them are a second.
  public int perSecond() {
    return 1000 / millis;
  }

  /// For people: "10 ms".
  public String label() {
    return millis + " ms";
  }

  /// The one of that label.
  public static Optional<BurstBin> labelled(String label) {
    for (BurstBin bin : values()) {
      if (bin.label().equals(label)) {
        return Optional.of(bin);
      }
    }
    return Optional.empty();
  }
}
