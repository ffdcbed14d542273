package weir.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.capture.live.Machine;
import weir.naming.NamesFile;
import weir.screen.Saved;
import weir.store.Cancel;
import weir.store.Checkup;
import weir.store.Remote;
import weir.store.SchemaGuess;

/// The sources that are open, and the ways to open more. Calls that open return at once with a
/// source that says in its status how far it is; only [#check], [#preview] and [#keep] block on
/// I/O.
public interface Workspace extends AutoCloseable {
  /// Open sources, in the order of opening.
  List<Source> sources();

  /// Where flows are kept that are listened for; empty if nowhere.
  default Optional<Path> liveFolder() {
    return Optional.empty();
  }

  /// Names of the network, which hold for all sources.
  default NamesFile naming() {
    return NamesFile.none();
  }

  /// Opens a capture file as a data set of its own, or the folder of a data set.
  Source openFile(Path file);

  /// What is in the file of a workspace but for its flows; takes its time.
  ///
  /// @throws weir.store.StoreException with the file and what is wrong with it
  default Saved saved(Path file) {
    throw new UnsupportedOperationException("no workspaces are opened here");
  }

  /// Writes the file of a workspace, whole or not at all; takes its time.
  ///
  /// @param source whose flows are shown
  /// @return what is in it
  /// @throws weir.store.StoreException with a sentence
  default Saved share(
      Source source, Saving what, Path file, Saving.Progress progress, Cancel cancel) {
    throw new UnsupportedOperationException("no workspaces are saved here");
  }

  /// Listens for flows, into the workspace's live data set.
  Source listen(Listening where);

  /// Opens a table of flows on a cluster.
  ///
  /// @param password of the account; empty for none
  default Source connect(Remote remote, String password) {
    throw new UnsupportedOperationException("there are no remotes here");
  }

  /// Tries a cluster out; takes its time.
  default Checkup check(Remote remote, String password) {
    throw new UnsupportedOperationException("there are no remotes here");
  }

  /// The first rows of a table on a cluster, read as a guess says; takes its time.
  ///
  /// @throws weir.store.StoreException with what is wrong, in a sentence
  default SchemaGuess.Preview preview(Remote remote, String password, SchemaGuess guess) {
    throw new UnsupportedOperationException("there are no remotes here");
  }

  /// Writes a guess as a schema file of the user's own: from then on it counts.
  ///
  /// @return the file
  /// @throws weir.store.StoreException if it cannot be written: why, and what to do
  default Path keep(SchemaGuess guess) {
    throw new UnsupportedOperationException("there are no remotes here");
  }

  /// Captures packets of this machine's adapters.
  default Source capture(Capturing what) {
    throw new UnsupportedOperationException("nothing is captured here");
  }

  /// Ends a capture and moves its flows into a folder, new or empty, where they are a data set;
  /// takes its time.
  ///
  /// @return the data set, in the place of the capture
  /// @throws weir.store.StoreException if it cannot be done, and why: the capture is there still,
  ///   and says so
  default Source save(Source capture, Path folder) {
    throw new UnsupportedOperationException("nothing is captured here");
  }

  /// What would give the stored flows of a source their AS anew, by the names file; empty where its
  /// flows are not kept here. Waits for tables that are being read.
  default Optional<Refilling> refilling(Source source) {
    return Optional.empty();
  }

  /// What this machine has to capture with.
  default Machine machine() {
    return Machine.THIS;
  }

  /// Starts the generated network and listens to it.
  Source demo();

  /// Lists a source that is of no use, with what is wrong and what to do in words: one that could
  /// not be opened, or not be closed as it should.
  Source failed(String name, String message);

  /// Takes a source off the list and closes it.
  void close(Source source);

  @Override
  void close();
}
