package weir.ui;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.stage.Stage;
import weir.query.TimeRange;
import weir.query.Views;

/// The desktop on a slow store, to look at answers that come piece by piece: `java -cp …
/// weir.ui.SlowStoreDemo [MILLIS_A_STEP [WIDTH HEIGHT]]`.
public final class SlowStoreDemo {
  private SlowStoreDemo() {}

  public static void main(String[] args) throws InterruptedException {
    long millis = args.length > 0 ? Long.parseLong(args[0]) : 500;
    double width = args.length > 2 ? Double.parseDouble(args[1]) : 1280;
    double height = args.length > 2 ? Double.parseDouble(args[2]) : 800;
    long now = TimeRange.nanos(Instant.parse("2026-03-28T23:10:00Z"));
    CountDownLatch closed = new CountDownLatch(1);
    Platform.startup(
        () -> {
          Stage stage = new Stage();
          Desktop desktop =
              new Desktop(
                  new SlowSource.Alone(new SlowSource(new SlowStore(millis, now, SlowStore.STEPS))),
                  Views.builtIn(),
                  stage);
          stage.setWidth(width);
          stage.setHeight(height);
          stage.setX(0);
          stage.setY(0);
          stage.setOnHidden(
              _ -> {
                desktop.close();
                closed.countDown();
              });
          stage.show();
        });
    closed.await();
    Platform.exit();
  }
}
