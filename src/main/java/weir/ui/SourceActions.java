package weir.ui;

/// The ways to open a source, wherever they are offered.
interface SourceActions {
  /// Asks which files.
  void openFiles();

  /// Asks which data set.
  void openDataSet();

  void listen();

  void demo();
}
