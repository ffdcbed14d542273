package weir.ui.explore;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.layout.Region;
import weir.exporter.Labels;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.query.SamplingError;
import weir.ui.chart.ChartGroup;

/// What is asked to know how far a panel's sums may be off because flows were sampled. Where it
/// cannot be known, the panel says nothing of it.
final class Sampled implements PanelView<Answer> {
  private final Estimates panel;

  /// Whether no flow was sampled.
  private boolean exact;

  private Sampled(Estimates panel) {
    this.panel = panel;
  }

  /// Those that may be estimated.
  static Map<Panel, PanelView<?>> on(Map<Panel, PanelView<?>> panels, Frame frame) {
    Map<Panel, PanelView<?>> sampled = new LinkedHashMap<>();
    panels.forEach(
        (panel, view) -> {
          if (view instanceof Estimates estimates && estimates.errorQuestion(frame).isPresent()) {
            sampled.put(panel, new Sampled(estimates));
          }
        });
    return sampled;
  }

  boolean isExact() {
    return exact;
  }

  @Override
  public FlowQuery question(Frame frame) {
    return panel.errorQuestion(frame).orElseThrow();
  }

  @Override
  public void show(Answer answer, Labels labels) {
    if (answer.coverage().complete()) {
      exact = true;
      for (int row = 0; row < answer.rows() && exact; row++) {
        exact = SamplingError.part(answer.sums(), row) == 0;
      }
      panel.errors(Optional.of(answer));
    }
  }

  @Override
  public void fail(String message) {
    panel.errors(Optional.empty());
  }

  @Override
  public void await(Optional<String> asking) {
    if (asking.isPresent()) {
      panel.errors(Optional.empty());
    }
  }

  @Override
  public Region node() {
    return panel.node();
  }

  @Override
  public void label(Labels labels) {
    // there are no names
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
