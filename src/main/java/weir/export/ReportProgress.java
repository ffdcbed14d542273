package weir.export;

/// Hears how far a report has come.
@FunctionalInterface
public interface ReportProgress {
  /// @param share 0 to 1
  /// @param what is being asked now
  void told(double share, String what);
}
