package weir.bench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Window;
import weir.Main;

/// The desktop as its command opens it, in this process, to be measured.
final class LiveWindow {
  private LiveWindow() {}

  /// Opens it as `weir ARGUMENTS` does and waits until a node is there.
  ///
  /// @param node selects it
  static Scene open(String node, List<String> arguments) throws Exception {
    Thread.ofPlatform().daemon().start(() -> Main.main(arguments.toArray(String[]::new)));
    while (true) {
      Thread.sleep(200);
      try {
        Optional<Scene> scene = onFx(() -> shown(node));
        if (scene.isPresent()) {
          return scene.get();
        }
      } catch (IllegalStateException e) { // no toolkit yet
        Thread.sleep(200);
      }
    }
  }

  private static Optional<Scene> shown(String node) {
    return Window.getWindows().stream()
        .filter(window -> window.isShowing() && window.getScene().lookup(node) != null)
        .map(Window::getScene)
        .findFirst();
  }

  static void close() throws Exception {
    onFx(
        () -> {
          Window.getWindows().getFirst().hide();
          return true;
        });
  }

  static <T> T onFx(Supplier<T> work) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            result.complete(work.get());
          } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        });
    return result.get();
  }
}
