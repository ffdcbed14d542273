package weir.query;

/// What a store answers. It may cover a part of the flows at first.
public interface Result {
  /// How much of the flows it covers.
  Coverage coverage();
}
