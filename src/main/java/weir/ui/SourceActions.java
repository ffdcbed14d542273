package weir.ui;

import java.nio.file.Path;
import java.util.Optional;
import weir.ingest.Source;
import weir.store.Remote;
import weir.ui.explore.PacketActions;

/// The ways to open a source and what can be done with one, wherever they are offered.
interface SourceActions {
  /// Asks which files.
  void openFiles();

  /// Asks which data set.
  void openDataSet();

  /// Asks where to listen, and whom for.
  void chooseListening();

  /// Shows how exporters are told to send here.
  void setUpExporter();

  /// Listens where it is listened as a rule, or was chosen last.
  void listen();

  /// Asks which adapters of this machine to capture on.
  void chooseCapturing();

  /// Whether a source captures, or was to.
  boolean captures(Source source);

  void demo();

  /// Asks for the fields of a new connection to a cluster.
  void connect();

  /// Opens a saved connection.
  void connect(Remote remote);

  /// Shows the fields of a connection.
  void change(Remote remote);

  /// The cluster that a source asks, or could not.
  Optional<Remote> remote(Source source);

  /// Gives up something that is being opened.
  void cancel(Opening opening);

  /// Shows a source.
  void select(Source source);

  /// Shows who sends to a source.
  void exporters(Source source);

  /// Shows how the tables of a cluster lie on its disks.
  void storage(Source source);

  /// The source that is shown, if another one can be looked at together with it.
  Optional<Source> comparable(Source other);

  /// Looks at a source together with the one that is shown.
  ///
  /// @param over in the same panels
  void compare(Source source, boolean over);

  /// Ends the reading of a file, or a capture; what has come stays.
  void stopReading(Source source);

  /// Whether a source can be opened anew.
  boolean canTryAgain(Source source);

  /// Closes a source, as [#close], and opens it anew.
  void tryAgain(Source source);

  /// Where the file or data set of a source is.
  Optional<Path> path(Source source);

  /// Asks where to, and moves a capture that is kept for the time being there.
  void save(Source source);

  /// Asks first where something would be lost by it. What can be done with its packets.
  PacketActions packets(Source source);

  void close(Source source);
}
