package weir.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import weir.screen.Link;

/// Takes files, folders and links that are dropped on something.
final class FileDrop {
  private FileDrop() {}

  /// @param link opens a link
  static void on(Node node, Consumer<List<Path>> open, Consumer<String> link) {
    node.setOnDragOver(FileDrop::over);
    node.setOnDragDropped(event -> dropped(event, open, link));
  }

  private static void over(DragEvent event) {
    if (event.getDragboard().hasFiles() || link(event.getDragboard()).isPresent()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  /// A link as text.
  private static Optional<String> link(Clipboard dropped) {
    return Optional.ofNullable(dropped.hasString() ? dropped.getString() : dropped.getUrl())
        .filter(Link::is);
  }

  private static void dropped(
      DragEvent event, Consumer<List<Path>> open, Consumer<String> openLink) {
    List<File> files = event.getDragboard().getFiles();
    Optional<String> link = link(event.getDragboard());
    if (link.isPresent()) {
      openLink.accept(link.get());
    } else {
      open.accept(files.stream().map(File::toPath).toList());
    }
    event.setDropCompleted(link.isPresent() || !files.isEmpty());
    event.consume();
  }
}
