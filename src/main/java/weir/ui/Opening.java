package weir.ui;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import weir.ingest.Capturing;
import weir.ingest.InputFile;
import weir.ingest.Listening;
import weir.ingest.Source;
import weir.ingest.Workspace;
import weir.store.Remote;

/// A wish for a source.
///
/// @param what tells it from other wishes
/// @param name what the source will be called
/// @param doing what is being done for it, in words
/// @param more to know meanwhile
/// @param path of the file or folder, where it is one
/// @param remote that is connected to, where it is one
/// @param opener fulfils it; takes its time
record Opening(
    Object what,
    String name,
    String doing,
    String more,
    Optional<Path> path,
    Optional<Remote> remote,
    Supplier<Source> opener) {

  /// A file, or the folder of a data set.
  static Opening file(Workspace workspace, Path file) {
    if (file.equals(InputFile.STANDARD_INPUT)) {
      return new Opening(
          file,
          "standard input",
          "Waiting for a capture on standard input",
          "",
          Optional.empty(),
          Optional.empty(),
          () -> workspace.openFile(file));
    }
    Path absolute = file.toAbsolutePath().normalize(); // "." has no name
    Path last = absolute.getFileName();
    String name = last == null ? absolute.toString() : last.toString();
    Path folder = absolute.getParent();
    return new Opening(
        absolute,
        name,
        "Opening " + name,
        folder == null ? "" : folder.toString(),
        Optional.of(absolute),
        Optional.empty(),
        () -> workspace.openFile(file));
  }

  static Opening listener(Workspace workspace, Listening where) {
    return new Opening(
        where,
        "Live",
        "Starting to listen",
        "",
        Optional.empty(),
        Optional.empty(),
        () -> workspace.listen(where));
  }

  /// What is captured is asked for anew by the same options on the same adapters.
  static Opening capture(Workspace workspace, Capturing what) {
    return new Opening(
        what,
        what.name(),
        "Starting to capture on " + what.name(),
        "",
        Optional.empty(),
        Optional.empty(),
        () -> workspace.capture(what));
  }

  /// A capture that is moved into a folder, where it is a data set as others are.
  static Opening saving(Workspace workspace, Source capture, Path folder) {
    Opening there = file(workspace, folder);
    return new Opening(
        there.what,
        there.name,
        "Saving " + capture.name(),
        "in " + folder,
        there.path,
        Optional.empty(),
        () -> workspace.save(capture, folder));
  }

  static Opening demo(Workspace workspace) {
    return new Opening(
        "demo",
        "Demo network",
        "Starting the demo network",
        "It makes up a day of its past first.",
        Optional.empty(),
        Optional.empty(),
        workspace::demo);
  }

  /// A cluster; under one name there is one.
  ///
  /// @param password found when it is opened
  static Opening remote(Workspace workspace, Remote remote, Supplier<String> password) {
    return new Opening(
        new OfRemote(remote.name()),
        remote.name(),
        "Connecting to " + remote.name(),
        remote.address().text(),
        Optional.empty(),
        Optional.of(remote),
        () -> workspace.connect(remote, password.get()));
  }

  private record OfRemote(String name) {}

  /// The same wish, of which somebody hears when it is fulfilled, before anybody else.
  Opening then(Consumer<Source> heard) {
    return new Opening(
        what,
        name,
        doing,
        more,
        path,
        remote,
        () -> {
          Source source = opener.get();
          heard.accept(source);
          return source;
        });
  }

  /// The same wish, once another source is out of its way.
  ///
  /// @param close closes that source
  Opening after(Runnable close) {
    return new Opening(
        what,
        name,
        doing,
        more,
        path,
        remote,
        () -> {
          close.run();
          return opener.get();
        });
  }
}
