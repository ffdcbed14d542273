package weir.query;

/// Finds the place that a value has among names. Quick, and from any thread.
public interface LookUp {
  /// @param high half of an address; 0 for numbers
  int place(long high, long low);

  /// Tells those apart that find others, the same in every process.
  long fingerprint();
}
