package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;

import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import weir.export.Drawing;
import weir.export.Paper;
import weir.export.PictureFormat;
import weir.export.Pictures;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.View;
import weir.query.Views;
import weir.store.FlowArchive;
import weir.store.FlowWriter;
import weir.store.duckdb.DuckDbStore;
import weir.ui.control.Zoom;
import weir.ui.explore.DataSet;
import weir.ui.explore.ExploreModel;
import weir.ui.explore.ExploreView;
import weir.ui.picture.Painted;
import weir.ui.picture.SceneDrawing;

/// What is exported beside what is on the screen: the same pixels, and the same numbers.
@ExtendWith(ApplicationExtension.class)
class PicturesOfTheScreenTest {
  private static final long START = 1_700_000_000_000_000_000L;
  private static final int SECONDS = 40;
  private static final int[] PROTOCOLS = {6, 17, 1, 47};

  /// A grey that differs by more is seen, of 255.
  private static final int SEEN = 64;

  /// The share of pixels that may differ so much: the edges of letters.
  private static final double UNLIKE = 0.012;

  /// The same where there are no letters: bands, bars, lines, boxes.
  private static final double UNLIKE_BESIDE_TEXT = 0.0005;

  /// The same of a page that PDFBox draws: it has thin lines its own way.
  private static final double UNLIKE_BY_ANOTHER = 0.004;

  private static FlowArchive store;

  private @Nullable Stage stage;
  private @Nullable ExploreView page;

  @TempDir private Path folder;

  @BeforeAll
  static void fill() {
    FlowBatch batch = new FlowBatch();
    for (int second = 0; second < SECONDS; second++) {
      for (int host = 0; host < 14; host++) {
        batch.set(FlowField.TIME_RECEIVED, START + second * 1_000_000_000L);
        batch.setAddress(FlowField.SRC_ADDRESS, 0, IpAddress.mapped(0x0a000000 + host));
        batch.setAddress(FlowField.DST_ADDRESS, 0, IpAddress.mapped(0x0a010000 + host % 3));
        batch.set(FlowField.PROTOCOL, PROTOCOLS[host % 4]);
        batch.set(FlowField.BYTES, 1000L * (host + 1) * (1 + second % 5));
        batch.set(FlowField.PACKETS, 10);
        batch.endRow();
      }
    }
    store = DuckDbStore.temporary();
    try (FlowWriter writer = store.writer()) {
      writer.append(batch);
    }
  }

  @AfterAll
  static void empty() {
    store.close();
  }

  private static TestWorkspace.Plain source() {
    TestWorkspace.Plain source = new TestWorkspace.Plain("known");
    source.store = store;
    return source;
  }

  /// The first view in a window.
  private ExploreView shown(Theme theme) throws Exception {
    return shown(theme, Views.builtIn().first());
  }

  private ExploreView shown(Theme theme, View wanted) throws Exception {
    AtomicBoolean settled = new AtomicBoolean();
    ExploreView shown =
        WaitForAsyncUtils.waitForAsyncFx(
            20_000,
            () -> {
              ExploreModel model = new ExploreModel(() -> START + 3600_000_000_000L, wanted);
              ExploreView view = new ExploreView(model, new FxTasks());
              Scene scene = new Scene(view, 1300, 900);
              Zoom.style(scene, Shell.sheet());
              theme.apply(scene);
              Stage window = new Stage();
              window.setScene(scene);
              window.setX(0);
              window.setY(0);
              window.show();
              view.requestFocus();
              view.setOnSettled(() -> settled.set(true));
              model.open(Optional.of(new DataSet("known", store, false)));
              stage = window;
              return view;
            });
    page = shown;
    await(settled::get);
    for (int i = 0; i < 3; i++) {
      WaitForAsyncUtils.waitForAsyncFx(20_000, () -> shown.getScene().snapshot(null));
      awaitPulses();
    }
    return shown;
  }

  /// Canvases are painted by a later pulse than the one that lays out.
  private static void awaitPulses() throws InterruptedException {
    CountDownLatch pulses = new CountDownLatch(5);
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            pulses.countDown();
          }
        };
    onFx(
        () -> {
          timer.start();
          return true;
        });
    assertTrue(pulses.await(20, TimeUnit.SECONDS));
    onFx(
        () -> {
          timer.stop();
          return true;
        });
  }

  @AfterEach
  void close() {
    WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          if (stage != null && page != null) {
            stage.hide();
            page.close();
          }
        });
  }

  private static <T> T onFx(java.util.concurrent.Callable<T> task) {
    return WaitForAsyncUtils.waitForAsyncFx(20_000, task);
  }

  /// What is different, and where.
  ///
  /// @param everywhere the share of pixels that are seen to differ
  /// @param besideText the same of those where no text is
  private record Unlike(double everywhere, double besideText) {
    static Unlike of(WritableImage screen, BufferedImage picture, List<Bounds> texts) {
      PixelReader pixels = screen.getPixelReader();
      int different = 0;
      int besideText = 0;
      for (int y = 0; y < picture.getHeight(); y++) {
        for (int x = 0; x < picture.getWidth(); x++) {
          if (Math.abs(grey(pixels.getArgb(x, y)) - grey(picture.getRGB(x, y))) > SEEN) {
            different++;
            int atX = x;
            int atY = y;
            besideText += texts.stream().anyMatch(text -> text.contains(atX, atY)) ? 0 : 1;
          }
        }
      }
      double all = picture.getWidth() * picture.getHeight();
      return new Unlike(different / all, besideText / all);
    }

    /// Letters on the screen have coloured edges, which a file for all screens cannot have.
    private static int grey(int pixel) {
      return ((pixel >> 16 & 0xff) + (pixel >> 8 & 0xff) + (pixel & 0xff)) / 3;
    }
  }

  /// Where text is: that of labels, and that of axes.
  private static void places(Node node, List<Bounds> places) {
    if (node instanceof Text || node.getStyleClass().contains("axis")) {
      Bounds at = node.localToScene(node.getLayoutBounds());
      int edge = node instanceof Text ? 1 : 12;
      places.add(
          new BoundingBox(
              at.getMinX() - edge,
              at.getMinY() - edge,
              at.getWidth() + 2 * edge,
              at.getHeight() + 2 * edge));
    } else if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> places(child, places));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DARK", "LIGHT", "PRINT"})
  void aPictureIsTheScreenPixelByPixel(Theme theme) throws Exception {
    ExploreView view = shown(theme);
    WritableImage screen = onFx(() -> view.getScene().snapshot(null));
    Drawing drawing = onFx(() -> SceneDrawing.of(view));
    List<Bounds> texts = new ArrayList<>();
    onFx(
        () -> {
          places(view, texts);
          return true;
        });
    BufferedImage picture = Pictures.image(drawing, 1);
    assertEquals((int) screen.getWidth(), picture.getWidth());
    assertEquals((int) screen.getHeight(), picture.getHeight());
    Unlike png = Unlike.of(screen, picture, texts);
    assertTrue(png.everywhere < UNLIKE, theme + ": " + png);
    assertTrue(png.besideText < UNLIKE_BESIDE_TEXT, theme + ": " + png);

    Path file = folder.resolve("a.pdf");
    Pictures.write(drawing, PictureFormat.PDF, 1, file);
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      BufferedImage rendered = new PDFRenderer(document).renderImageWithDPI(0, 96);
      Unlike pdf = Unlike.of(screen, rendered, texts);
      assertTrue(pdf.everywhere < UNLIKE, theme + ", PDF: " + pdf);
      assertTrue(pdf.besideText < UNLIKE_BY_ANOTHER, theme + ", PDF: " + pdf);
    }
  }

  /// Bars, ribbons and their labels are painted on one canvas.
  @ParameterizedTest
  @EnumSource(names = {"DARK", "LIGHT", "PRINT"})
  void relationsAreTheScreenPixelByPixel(Theme theme) throws Exception {
    ExploreView view = shown(theme, Views.builtIn().named("relations"));
    WritableImage screen = onFx(() -> view.getScene().snapshot(null));
    Drawing drawing = onFx(() -> SceneDrawing.of(view));
    Unlike png = Unlike.of(screen, Pictures.image(drawing, 1), List.of());
    assertTrue(png.everywhere < UNLIKE, theme + ": " + png);
    Set<String> texts = svgTexts(drawing);
    assertTrue(texts.containsAll(List.of("10.0.0.13", "10.1.0.2", "GRE", "ICMP")), texts::toString);
  }

  /// All that is seen, in the legends and tables above all.
  private static Set<String> texts(Region view) {
    Set<String> texts = new TreeSet<>();
    collect(view, texts);
    return texts;
  }

  private static void collect(Node node, Set<String> texts) {
    if (!node.isVisible() || node.getOpacity() == 0 || Painted.of(node).isPresent()) {
      return;
    }
    if (node instanceof Text text && !text.getText().isBlank() && text.getFill() != null) {
      texts.add(text.getText());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, texts));
    }
  }

  private static Set<String> svgTexts(Drawing drawing) throws Exception {
    NodeList nodes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(Pictures.svg(drawing))))
            .getElementsByTagName("text");
    Set<String> texts = new LinkedHashSet<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  private String pdfText(Drawing drawing) throws Exception {
    Path pdf = folder.resolve("texts.pdf");
    Pictures.write(drawing, PictureFormat.PDF, 1, pdf);
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  @Test
  void allTextOfTheScreenIsInItsFiles() throws Exception {
    ExploreView view = shown(Theme.DARK);
    Drawing drawing = onFx(() -> SceneDrawing.of(view));
    Set<String> seen = onFx(() -> texts(view));
    assertTrue(seen.size() > 60, seen::toString);
    assertTrue(seen.contains("10.0.0.13"), seen::toString);
    Set<String> svg = svgTexts(drawing);
    Set<String> missing = new TreeSet<>(seen);
    missing.removeAll(svg);
    assertEquals(Set.of(), missing, "not in the SVG");
    assertTrue(svg.stream().anyMatch(text -> text.endsWith("Mbit/s")), "labels of axes");

    String pdf = pdfText(drawing);
    List<String> lacking =
        seen.stream().filter(text -> !pdf.contains(text.strip().replaceAll("\\s+", " "))).toList();
    assertEquals(List.of(), lacking, "not in the PDF");
  }

  @Test
  void aPanelAloneSaysBelowItselfWhatItIsOf() throws Exception {
    View view = Views.builtIn().first();
    Drawing drawing =
        Snapshot.draw(
            source(),
            new Snapshot.Wanted(
                view,
                Optional.of("sources"),
                Optional.empty(),
                Theme.PRINT,
                Paper.A4.pixelWidth(),
                Paper.A4.pixelHeight()));
    assertEquals(Paper.A4.pixelWidth(), drawing.width());
    assertEquals(Paper.A4.pixelHeight(), drawing.height(), 1, "higher than a headless screen");
    Set<String> texts = svgTexts(drawing);
    assertTrue(texts.contains(view.title() + ": Top sources"), texts::toString);
    String said = String.join(" ", texts).replaceAll("\\s+", " ");
    assertTrue(
        said.contains(
            "all flows · known · From 14 Nov 2023 22:13:20 until 14 Nov 2023 22:14:00 (UTC)"
                + " · Bits/s, multiplied by sampling rates"),
        said);
    assertTrue(texts.stream().anyMatch(text -> text.startsWith("Weir ")), texts::toString);
    assertTrue(texts.contains("10.0.0.13"), texts::toString);
    assertFalse(texts.contains("Top destinations"), "other panels are left out");
    BufferedImage image = Pictures.image(drawing, 1);
    assertEquals(0xffffff, image.getRGB(6, 6) & 0xffffff, "white paper");
  }

  @Test
  void aPanelThatIsNotThereIsRefusedWithThoseThereAre() {
    View view = Views.builtIn().first();
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Snapshot.draw(
                    source(),
                    new Snapshot.Wanted(
                        view, Optional.of("none"), Optional.empty(), Theme.DARK, 800, 600)));
    assertTrue(Objects.toString(refused.getMessage()).contains("throughput"));
  }
}
