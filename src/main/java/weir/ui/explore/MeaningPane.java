package weir.ui.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.query.Answer;
import weir.query.Coverage;
import weir.query.FlagMix;
import weir.query.Panel;
import weir.ui.chart.ChartGroup;
import weir.ui.chart.Cover;
import weir.ui.chart.PanelHeader;
import weir.ui.chart.Picture;
import weir.ui.chart.PlainScroll;
import weir.ui.control.Menus;

/// What a mix of TCP flags means, in words.
final class MeaningPane extends VBox implements Picture {
  private final PanelHeader header = new PanelHeader();
  private final Cover cover = new Cover(this, getChildren(), header);
  private final Label ratio = new Label();
  private final VBox sentences = new VBox();

  MeaningPane(Panel panel, ChartGroup charts) {
    header.title(panel.title());
    ratio.getStyleClass().add("meaning-ratio");
    ratio.setWrapText(true);
    VBox said = new VBox(ratio, sentences);
    said.getStyleClass().add("meaning");
    PlainScroll scroll = new PlainScroll();
    scroll.setContent(said);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().addAll("edge-to-edge", "panel-scroll");
    getStyleClass().addAll("panel", "meaning-panel");
    setId(panel.id());
    setFocusTraversable(true);
    getChildren().addAll(header, scroll);
    Menus.on(this, () -> items(charts));
    header.menu(() -> items(charts));
  }

  private List<MenuItem> items(ChartGroup charts) {
    List<MenuItem> items = new ArrayList<>();
    items.add(Menus.copy("Copy text", this::text));
    items.addAll(charts.offered(this, Optional.empty()));
    return items;
  }

  private String text() {
    List<String> lines = new ArrayList<>(List.of(ratio.getText()));
    sentences.getChildren().forEach(one -> lines.add(((Label) one).getText()));
    return String.join("\n", lines);
  }

  void show(Answer newest) {
    FlagMix mix = FlagMix.of(newest);
    header.answered(newest.coverage());
    say(mix.ratio(), mix.sentences());
  }

  private void say(String head, List<String> lines) {
    ratio.setText(head);
    sentences.getChildren().setAll(lines.stream().map(MeaningPane::line).toList());
    setAccessibleText(header.title() + "; " + text());
  }

  private static Label line(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  @Override
  public void showMessage(String message) {
    header.failed();
    say("", List.of(message));
  }

  @Override
  public void cover(@Nullable Region table) {
    cover.show(table);
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
}
