package weir.ui;

/// The ways to open a source, wherever they are offered.
interface SourceActions {
  /// Asks which files.
  void openFiles();

  void listen();

  void demo();
}
