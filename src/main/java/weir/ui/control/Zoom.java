package weir.ui.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;

/// How large everything in a window is drawn.
///
/// Style sheets say sizes at 100 %, those of the controls too; a zoomed scene has them with each
/// length in `px` multiplied, so fonts, and with them sizes in `em`, paddings, icons and rows all
/// follow. What code sizes or paints asks [#of] or [#factor].
public final class Zoom {
  private static final Pattern LENGTH = Pattern.compile("\\b(\\d+(?:\\.\\d+)?)px");

  /// Lines are as thin as they can be, whatever the zoom.
  private static final double HAIR = 1;

  /// Sheets as they are read for a factor.
  private static final Map<String, String> SCALED = new ConcurrentHashMap<>();

  /// What a scene has: its factor, and its sheets at 100 %.
  private record State(DoubleProperty factor, List<String> sheets) {}

  private Zoom() {}

  private static State state(Scene scene) {
    return (State)
        scene
            .getProperties()
            .computeIfAbsent(
                Zoom.class, _ -> new State(new SimpleDoubleProperty(1), new ArrayList<>()));
  }

  /// The factor of the window that a node is in, as it changes; 1 while it is in none.
  public static ObservableValue<Double> of(Node node) {
    return node.sceneProperty().flatMap(scene -> state(scene).factor().asObject()).orElse(1.0);
  }

  /// The factor of the window that a node is in.
  public static double factor(Node node) {
    Scene scene = node.getScene();
    return scene == null ? 1 : factor(scene);
  }

  public static double factor(Scene scene) {
    return state(scene).factor().get();
  }

  /// Adds a style sheet, of sizes at 100 %.
  public static void style(Scene scene, String sheet) {
    State state = state(scene);
    if (!state.sheets().contains(sheet)) {
      state.sheets().add(sheet);
      scene.getStylesheets().add(sheet(sheet, state.factor().get()));
    }
  }

  /// Draws everything in a scene so large.
  public static void set(Scene scene, double factor) {
    State state = state(scene);
    if (state.factor().get() != factor) {
      scene
          .getStylesheets()
          .setAll(state.sheets().stream().map(sheet -> sheet(sheet, factor)).toList());
      state.factor().set(factor);
    }
  }

  /// Has a table's columns keep the widths that they have now, as they are at 100 %.
  public static void columns(TableView<?> table) {
    record Widths(TableColumnBase<?, ?> column, double least, double usual, double most) {
      void set(double factor) {
        column.setMaxWidth(most * factor);
        column.setMinWidth(least * factor);
        column.setPrefWidth(usual * factor);
      }
    }
    List<Widths> all =
        table.getColumns().stream()
            .map(
                column ->
                    new Widths(
                        column, column.getMinWidth(), column.getPrefWidth(), column.getMaxWidth()))
            .collect(Collectors.toList());
    of(table).subscribe(factor -> all.forEach(widths -> widths.set(factor)));
  }

  /// A style sheet for a factor, to be used as one.
  ///
  /// @param sheet its address, or its name among the resources, as JavaFX takes it
  public static String sheet(String sheet, double factor) {
    return factor == 1
        ? sheet
        : SCALED.computeIfAbsent(factor + " " + sheet, _ -> read(sheet, factor));
  }

  private static String read(String sheet, double factor) {
    try (InputStream in = open(sheet)) {
      String scaled = scaled(new String(in.readAllBytes(), StandardCharsets.UTF_8), factor);
      return "data:text/css;base64,"
          + Base64.getEncoder().encodeToString(scaled.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String sheet) throws IOException {
    URI address = URI.create(sheet);
    if (address.getScheme() != null) {
      return address.toURL().openStream();
    }
    InputStream in = ClassLoader.getSystemResourceAsStream(sheet.replaceFirst("^/", ""));
    if (in == null) {
      throw new IOException("there is no style sheet " + sheet);
    }
    return in;
  }

  /// Pictures, which have letters of all kinds in them, stay as they are.
  static String scaled(String css, double factor) {
    return css.lines()
        .map(line -> line.contains("url(") ? line : scaledLine(line, factor))
        .collect(Collectors.joining("\n"));
  }

  private static String scaledLine(String line, double factor) {
    return LENGTH
        .matcher(line)
        .replaceAll(
            match -> {
              double length = Double.parseDouble(match.group(1));
              return length <= HAIR
                  ? match.group()
                  : String.format(Locale.ROOT, "%.2fpx", length * factor);
            });
  }
}
