package weir.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import weir.export.ReportOrder;
import weir.ingest.Source;
import weir.query.Views;
import weir.store.Retention;
import weir.store.clickhouse.Schemas;
import weir.ui.Tour;

/// Opens the desktop as users do, but without a display, and with nobody at it: [Tour] uses it, and
/// closes it.
public final class TourDesk implements Desk {
  private final DesktopDesk usual;
  private final Views views;

  /// @param views that are seen
  public TourDesk(Views views) {
    usual = DesktopDesk.here(views);
    this.views = views;
  }

  /// A display is not; but what draws pictures is.
  @Override
  public String missing() {
    var _ = usual.missing(); // as is usual
    return usual.missingForPicture();
  }

  @Override
  public void open(Start start) {
    DesktopDesk.headless();
    try (Workstation workstation =
        new Workstation(
            start.data(),
            start.retention().orElse(Retention.DEFAULT),
            start.directions(),
            Schemas.SHIPPED)) {
      Tour.run(workstation, views, start.files(), start.listening());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Demo demo() throws IOException {
    return usual.demo();
  }

  @Override
  public void render(Source source, Picture picture, Path file) throws IOException {
    usual.render(source, picture, file);
  }

  @Override
  public void report(Source source, ReportOrder order, Path file, DoubleConsumer progress)
      throws IOException {
    usual.report(source, order, file, progress);
  }
}
