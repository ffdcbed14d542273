package weir.ui;

/// The ways to open a source, wherever they are offered.
interface SourceActions {
  /// Asks which files.
  void openFiles();

  /// Asks which data set.
  void openDataSet();

  /// Asks where to listen, and whom for.
  void chooseListening();

  /// Listens where it is listened as a rule, or was chosen last.
  void listen();

  void demo();
}
