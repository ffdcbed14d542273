package weir.ui.explore;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.exporter.Labels;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.FlagMix;
import weir.query.FlowQuery;
import weir.query.Frame;
import weir.query.Panel;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.PanelHeader;
import weir.ui.chart.PlainScroll;
import weir.ui.control.Menus;

/// What a mix of TCP flags means, in words.
final class MeaningView implements PanelView<Answer> {
  private final Panel panel;
  private final PanelHeader header = new PanelHeader();
  private final Label ratio = new Label();
  private final VBox sentences = new VBox();
  private final VBox node = new VBox();
  private Consumer<MeaningView> last = _ -> {};
  private @Nullable Answer answer;

  MeaningView(Panel panel, ChartGroup charts) {
    this.panel = panel;
    header.title(panel.title());
    ratio.getStyleClass().add("meaning-ratio");
    ratio.setWrapText(true);
    VBox said = new VBox(ratio, sentences);
    said.getStyleClass().add("meaning");
    PlainScroll scroll = new PlainScroll();
    scroll.setContent(said);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().addAll("edge-to-edge", "panel-scroll");
    node.getStyleClass().addAll("panel", "meaning-panel");
    node.setId(panel.id());
    node.setFocusTraversable(true);
    node.getChildren().addAll(header, scroll);
    Menus.on(node, () -> items(charts));
    header.menu(() -> items(charts));
  }

  private List<MenuItem> items(ChartGroup charts) {
    List<MenuItem> items = new ArrayList<>();
    items.add(Menus.copy("Copy text", this::text));
    items.addAll(charts.offered(node, Optional.empty()));
    return items;
  }

  private String text() {
    List<String> lines = new ArrayList<>(List.of(ratio.getText()));
    sentences.getChildren().forEach(one -> lines.add(((Label) one).getText()));
    return String.join("\n", lines);
  }

  @Override
  public Region node() {
    return node;
  }

  @Override
  public FlowQuery question(Frame frame) {
    return panel.queryFor(frame);
  }

  @Override
  public void show(Answer newest, Labels labels) {
    answer = newest;
    last = view -> view.show(newest, labels);
    FlagMix mix = FlagMix.of(newest);
    header.answered(newest.coverage());
    say(mix.ratio(), mix.sentences());
  }

  private void say(String head, List<String> lines) {
    ratio.setText(head);
    sentences.getChildren().setAll(lines.stream().map(MeaningView::line).toList());
    node.setAccessibleText(header.title() + "; " + text());
  }

  private static Label line(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  @Override
  public void label(Labels labels) {
    // no names in it
  }

  @Override
  public void fail(String message) {
    answer = null;
    last = view -> view.fail(message);
    header.failed();
    say("", List.of(message));
  }

  @Override
  public void await(Optional<String> asking) {
    header.await(asking);
  }

  @Override
  public void again(Coverage coverage) {
    header.again(coverage);
  }

  @Override
  public void stopped() {
    header.stop();
  }

  @Override
  public void zone(ZoneId zone) {
    // no times in it
  }

  @Override
  public Optional<Numbers> shown() {
    return Optional.ofNullable(answer).map(Numbers::of);
  }

  @Override
  public Function<ChartGroup, PanelView<?>> twin() {
    Consumer<MeaningView> now = last;
    return group -> {
      MeaningView made = new MeaningView(panel, group);
      now.accept(made);
      return made;
    };
  }
}
