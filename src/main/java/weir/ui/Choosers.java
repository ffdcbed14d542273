package weir.ui;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// The system's dialogs that ask for files and folders.
final class Choosers {
  private Choosers() {}

  /// @return nothing where none is chosen
  static List<Path> files(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open captures or files of flows");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter(
                "Captures and flows",
                "*.pcap",
                "*.pcapng",
                "*.cap",
                "*.gz",
                "*.zst",
                "nfcapd.*",
                "*.nfcapd",
                "*.pb",
                "*.log",
                "*.json",
                "*.csv",
                "*.parquet",
                "*.weir"),
            new FileChooser.ExtensionFilter("All files", "*"));
    List<File> files = chooser.showOpenMultipleDialog(owner);
    return files == null ? List.of() : files.stream().map(File::toPath).toList();
  }

  /// @param name to begin with
  static Optional<Path> savedPackets(Window owner, String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save packets");
    chooser.setInitialFileName(name);
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter("Captures (pcapng)", "*.pcapng"));
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
  }

  /// @param begin the file to begin with
  static Optional<Path> savedReport(Window owner, Optional<Path> begin) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Write a report");
    begin.map(Path::getFileName).ifPresent(name -> chooser.setInitialFileName(name.toString()));
    begin
        .map(Path::getParent)
        .map(Path::toFile)
        .filter(File::isDirectory)
        .ifPresent(chooser::setInitialDirectory);
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter("Reports", "*.html", "*.pdf"));
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
  }

  /// @param name to begin with
  static Optional<Path> savedWorkspace(Window owner, String name) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save a workspace");
    chooser.setInitialFileName(name);
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter("Workspaces (weir)", "*.weir"));
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
  }

  static Optional<Path> view(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Import a view");
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Views", "*.json"));
    return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
  }

  static Optional<Path> names(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Import names");
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("Tables", "*.csv", "*.tsv", "*.txt", "hosts"),
            new FileChooser.ExtensionFilter("All files", "*"));
    return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
  }

  static Optional<Path> table(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("A table of names, AS or places");
    return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
  }

  static Optional<Path> elements(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Information elements of your own");
    return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
  }

  static Optional<Path> key(Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("A key: 32 octets, or 64 digits of base 16");
    return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
  }

  /// @param proposed to begin with
  static Optional<Path> exported(Window owner, Path proposed, String label, String ending) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Export");
    chooser.setInitialFileName(String.valueOf(proposed.getFileName()));
    Path folder = proposed.toAbsolutePath().getParent();
    if (folder != null && Files.isDirectory(folder)) {
      chooser.setInitialDirectory(folder.toFile()); // else there is no dialog
    }
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(label, "*." + ending));
    return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
  }

  /// @return nothing where none is chosen
  static List<Path> dataSet(Window owner) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Open a data set: a folder that was collected or imported into");
    File folder = chooser.showDialog(owner);
    return folder == null ? List.of() : List.of(folder.toPath());
  }
}
