package weir.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/// Takes files and folders that are dropped on something.
final class FileDrop {
  private FileDrop() {}

  static void on(Node node, Consumer<List<Path>> open) {
    node.setOnDragOver(FileDrop::over);
    node.setOnDragDropped(event -> dropped(event, open));
  }

  private static void over(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  private static void dropped(DragEvent event, Consumer<List<Path>> open) {
    List<File> files = event.getDragboard().getFiles();
    open.accept(files.stream().map(File::toPath).toList());
    event.setDropCompleted(!files.isEmpty());
    event.consume();
  }
}
