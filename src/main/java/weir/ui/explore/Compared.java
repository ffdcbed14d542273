package weir.ui.explore;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.query.Against;
import weir.query.Coverage;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.Query;
import weir.query.Result;
import weir.ui.chart.ChartGroup;

/// What is asked to compare a panel with other flows, and shown in that panel. What goes wrong with
/// it is said there; the panel's own numbers stay.
final class Compared<B extends Result> implements PanelView<B> {
  private final Compares<B> panel;
  private final Against against;
  private final String name;
  private @Nullable B answer;

  private Compared(Compares<B> panel, Against against, String name) {
    this.panel = panel;
    this.against = against;
    this.name = name;
  }

  /// Those that can be compared.
  ///
  /// @param name of what they are compared with: "a day earlier"
  static Map<Panel, PanelView<?>> on(
      Map<Panel, PanelView<?>> panels, Against against, String name) {
    Map<Panel, PanelView<?>> compared = new LinkedHashMap<>();
    panels.forEach(
        (panel, view) -> {
          if (view instanceof Compares<?> compares) {
            compared.put(panel, new Compared<>(compares, against, name));
          }
        });
    return compared;
  }

  @Override
  public Query<B> question(Frame frame) {
    return panel.comparison(frame, against);
  }

  @Override
  public void show(B newest, Labels labels) {
    if (newest.coverage().complete()) {
      answer = newest;
      panel.compare(name, newest, labels);
    }
  }

  @Override
  public void label(Labels labels) {
    if (answer != null) {
      panel.compare(name, answer, labels);
    }
  }

  @Override
  public void fail(String message) {
    answer = null;
    panel.compareNot("Not compared with " + name + ": " + message.lines().findFirst().orElse(""));
  }

  @Override
  public void await(Optional<String> asking) {
    if (asking.isPresent()) {
      answer = null;
      panel.compareNot(""); // it was the answer to another question
    }
  }

  @Override
  public Region node() {
    return panel.node();
  }

  @Override
  public void again(Coverage coverage) {
    // the panel says how far its own answer is
  }

  @Override
  public void stopped() {
    // likewise
  }

  @Override
  public void zone(ZoneId zone) {
    // the panel has it
  }

  @Override
  public Optional<Numbers> shown() {
    return Optional.empty(); // the panel has them
  }

  @Override
  public Function<ChartGroup, PanelView<?>> twin() {
    return panel.twin();
  }
}
