package weir.naming;

/// What is said of an exporter's interface.
///
/// @param name empty for none
/// @param description empty for none
/// @param speedBitsPerSecond 0 for none
/// @param side what lies beyond it
/// @param samplingRate of the flows that come in on it; 0 for the exporter's
public record Interface(
    String name, String description, long speedBitsPerSecond, Side side, long samplingRate) {
  public static final Interface NOTHING = new Interface("", "", 0, Side.NONE, 0);

  public Interface {
    name = Name.of(name);
    description = Name.description(description);
    samplingRate = Numbers.rate(samplingRate);
    if (speedBitsPerSecond < 0) {
      throw new IllegalArgumentException("a speed is not less than 0");
    }
  }

  public Interface withName(String newName) {
    return new Interface(newName, description, speedBitsPerSecond, side, samplingRate);
  }

  public Interface withDescription(String newDescription) {
    return new Interface(name, newDescription, speedBitsPerSecond, side, samplingRate);
  }

  public Interface withSpeed(long bitsPerSecond) {
    return new Interface(name, description, bitsPerSecond, side, samplingRate);
  }

  public Interface withSide(Side newSide) {
    return new Interface(name, description, speedBitsPerSecond, newSide, samplingRate);
  }

  public Interface withSamplingRate(long rate) {
    return new Interface(name, description, speedBitsPerSecond, side, rate);
  }

  public boolean isNothing() {
    return equals(NOTHING);
  }

  /// What others say where this says nothing.
  Interface over(Interface other) {
    return new Interface(
        name.isEmpty() ? other.name : name,
        description.isEmpty() ? other.description : description,
        speedBitsPerSecond == 0 ? other.speedBitsPerSecond : speedBitsPerSecond,
        side == Side.NONE ? other.side : side,
        samplingRate == 0 ? other.samplingRate : samplingRate);
  }
}
