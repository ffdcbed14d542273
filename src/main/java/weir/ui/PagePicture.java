package weir.ui;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import weir.doctor.Seen;
import weir.export.Drawing;
import weir.export.Versions;
import weir.exporter.ExporterStatus;
import weir.exporter.FlowExporters;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.ingest.Source;
import weir.store.Cancel;
import weir.store.StorageReport;
import weir.ui.control.Zoom;
import weir.ui.exporters.ExportersPage;
import weir.ui.exporters.Tending;
import weir.ui.picture.Caption;
import weir.ui.picture.Framed;
import weir.ui.remotes.StoragePage;

/// Pages that are no views, where nobody sees them: who exports, and how flows lie on disks.
public final class PagePicture {
  /// As `--view` names them.
  public static final List<String> NAMES = List.of("exporters", "storage");

  /// Tables make their rows in the pass after the one that sizes them.
  private static final int PASSES = 4;

  private PagePicture() {}

  /// Draws what is to be told of a source now. Not to be called on the JavaFX thread.
  ///
  /// @param name one of [#NAMES]
  /// @param width in CSS pixels, as `height`: of all of it, the caption, too
  /// @throws IOException with a sentence, if it cannot be drawn
  public static Drawing draw(Source source, String name, Theme theme, double width, double height)
      throws IOException, InterruptedException {
    Supplier<Region> page = name.equals("storage") ? storage(source) : exporters(source);
    String title = name.equals("storage") ? "Storage" : "Exporters";
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Caption caption = new Caption(title, List.of(source.name(), now.toString()), Versions.weir());
    CompletableFuture<Drawing> drawing = new CompletableFuture<>();
    Snapshot.onToolkit(
        () -> {
          try {
            drawing.complete(drawn(page.get(), caption, theme, width, height));
          } catch (RuntimeException | Error e) {
            drawing.completeExceptionally(e);
          }
        });
    try {
      return drawing.get();
    } catch (ExecutionException e) {
      throw new IOException("could not draw the page: " + e.getCause(), e);
    }
  }

  private static Supplier<Region> storage(Source source) throws IOException {
    StorageReport report =
        source
            .store()
            .storage(new Cancel())
            .orElseThrow(
                () -> new IOException("it is not known how the flows of this source are stored"));
    return () -> {
      StoragePage page = new StoragePage(() -> {});
      page.await(source.name(), false);
      page.show(report);
      return page;
    };
  }

  private static Supplier<Region> exporters(Source source) {
    Optional<FlowExporters> ofFlows = source.exportersOfFlows();
    Labels labels = source.store().labels();
    List<ExporterStatus> told = source.exporters();
    Overrides said = source.store().overrides();
    return () -> {
      ExportersPage page = new ExportersPage(() -> {}, Tending.NONE);
      Seen seen = new Seen(ZoneOffset.UTC, Instant.now(), false);
      ofFlows.ifPresentOrElse(
          found -> page.show(found, labels, seen),
          () -> {
            page.show(told, Optional.empty(), seen, said, labels.layers());
            page.show(told, page.chosen().flatMap(source::memory), seen, said, labels.layers());
          });
      return page;
    };
  }

  /// On the JavaFX thread.
  private static Drawing drawn(
      Region page, Caption caption, Theme theme, double width, double height) {
    Scene scene = new Scene(page, width, height);
    Zoom.style(scene, Shell.sheet());
    theme.applyAlone(scene);
    Framed framed = new Framed(caption, page, width);
    for (int pass = 0; pass <= PASSES; pass++) {
      page.resize(width, height - framed.footHeight());
      page.applyCss();
      page.layout();
    }
    return framed.drawing(page);
  }
}
