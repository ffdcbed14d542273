package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.query.Answer;
import weir.query.Dimension;
import weir.query.FilterCompletion.Offer;
import weir.query.FilterParser;
import weir.query.FilterText;
import weir.query.FlowQuery;
import weir.query.Query;
import weir.query.Result;
import weir.query.TimeRange;
import weir.query.Views;
import weir.store.Cancel;
import weir.store.FlowReader;
import weir.store.Question;
import weir.store.StoreStatus;
import weir.ui.Theme;
import weir.ui.explore.FilterShelf.Kept;
import weir.ui.explore.FilterShelf.Named;

/// The filter field: other languages, and filters that are kept.
@ExtendWith(ApplicationExtension.class)
class FilterShelfTest {
  private static final long NOW = TimeRange.nanos(java.time.Instant.parse("2026-11-29T12:00:00Z"));

  private final ExploreModel model = new ExploreModel(() -> NOW, Views.builtIn().first());

  @SuppressWarnings("NullAway.Init") // before each test
  private FilterField field;

  @Start
  void start(Stage stage) {
    field = new FilterField(model, Platform::runLater);
    VBox root = new VBox(field);
    root.getStyleClass().addAll("explore", "query-bar");
    Scene scene = new Scene(root, 900, 300);
    scene
        .getStylesheets()
        .add(
            Objects.requireNonNull(QueryBar.class.getResource("/weir/css/shell.css"))
                .toExternalForm());
    Theme.DARK.apply(scene);
    stage.setScene(scene);
    stage.show();
  }

  private static void await(BooleanSupplier condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition::getAsBoolean).get());
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static TextField text(FxRobot robot) {
    return robot.lookup("#filter").queryAs(TextField.class);
  }

  private static void press(FxRobot robot, javafx.scene.Node node, KeyCode code) {
    robot.interact(
        () ->
            node.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  private void type(FxRobot robot, String typed) {
    robot.interact(
        () -> {
          text(robot).requestFocus();
          text(robot).clear();
          text(robot).appendText(typed);
        });
  }

  private String now() {
    return FilterText.of(model.scope().filter());
  }

  @Test
  void anotherLanguageIsShownBeforeItApplies(FxRobot robot) throws Exception {
    type(robot, "ip.src == 10.0.0.0/8 && tcp.port == 443");
    press(robot, text(robot), KeyCode.ENTER);
    assertEquals("", now());
    assertEquals(
        "Read as Wireshark's: src ip 10.0.0.0/8 and proto tcp and port 443 — Enter applies",
        robot.lookup("#filter-hint").queryAs(Label.class).getText());
    press(robot, text(robot), KeyCode.ENTER);
    assertEquals("src ip 10.0.0.0/8 and proto tcp and port 443", now());
    assertEquals(now(), text(robot).getText());
    assertEquals(List.of(now()), model.shelf().kept().recent());
  }

  @Test
  void itIsShownWhenTypingRestsToo(FxRobot robot) throws Exception {
    type(robot, "tcp dst port 443");
    await(
        () ->
            robot.lookup("#filter-hint").tryQueryAs(Label.class).stream()
                .anyMatch(label -> label.getText().startsWith("Read as")));
    press(robot, text(robot), KeyCode.ENTER);
    assertEquals("proto tcp and dst port 443", now());
    type(robot, "tcp dst port 44");
    press(robot, text(robot), KeyCode.ENTER);
    assertEquals("proto tcp and dst port 443", now(), "what was changed is shown anew");
  }

  @Test
  void whatCannotBeTranslatedIsRedWithItsReason(FxRobot robot) {
    type(robot, "ip.src == 10.0.0.1 && frame.len > 5");
    press(robot, text(robot), KeyCode.ENTER);
    assertEquals("", now());
    String said = robot.lookup("#filter-problem").queryAs(Label.class).getText();
    assertTrue(said.contains("read as Wireshark's: 'frame.len': flows have octets"), said);
    assertEquals("frame.len", text(robot).getSelectedText());
  }

  @Test
  void filtersAreSavedRenamedAppliedAndDeleted(FxRobot robot) throws Exception {
    type(robot, "dst port https");
    press(robot, text(robot), KeyCode.ENTER);
    robot.interact(field::openShelf);
    robot.interact(
        () -> {
          robot.lookup("#shelf-name").queryAs(TextField.class).setText("Web");
          robot.lookup("#shelf-save").queryButton().fire();
        });
    Named web = new Named("Web", "dst port https");
    assertEquals(List.of(web), model.shelf().kept().saved());
    ListView<?> rows = robot.lookup("#shelf-rows").queryAs(ListView.class);
    assertEquals(1, rows.getItems().size(), "a saved one is not shown as a recent one again");
    press(robot, rows, KeyCode.F2);
    robot.interact(
        () -> {
          robot.lookup("#shelf-name").queryAs(TextField.class).setText("HTTPS");
          robot.lookup("#shelf-save").queryButton().fire();
        });
    assertEquals(List.of(new Named("HTTPS", "dst port https")), model.shelf().kept().saved());
    robot.interact(() -> model.filter(weir.query.Filter.all()));
    robot.interact(field::openShelf);
    press(robot, rows, KeyCode.ENTER);
    assertEquals("dst port 443", now());
    assertEquals("dst port https", text(robot).getText());
    robot.interact(field::openShelf);
    press(robot, rows, KeyCode.DELETE);
    press(robot, rows, KeyCode.DELETE);
    assertEquals(new Kept(List.of(), List.of()), model.shelf().kept());
    assertTrue(rows.getItems().isEmpty());
  }

  /// Has flows from two addresses, and says what it was asked for.
  private static final class TwoHosts implements FlowReader {
    private final List<FlowQuery> asked = new CopyOnWriteArrayList<>();

    @Override
    @SuppressWarnings("unchecked") // it is asked for sums alone
    public <A extends Result> Question<A> ask(Query<A> query, Cancel cancel) {
      FlowQuery sums = (FlowQuery) query;
      asked.add(sums);
      long[] low = {IpAddress.parse("10.1.0.7").low(), IpAddress.parse("10.2.0.9").low()};
      Answer answer =
          new Answer(
              sums,
              2,
              new long[2],
              List.of(new Answer.Key(sums.by().getFirst(), new long[2], low)),
              new boolean[2],
              new long[][] {{2_000, 5}},
              2_005,
              0);
      return (Question<A>) Question.inOneStep(() -> answer);
    }

    @Override
    public String sql(Query<?> query) {
      return "";
    }

    @Override
    public StoreStatus status() {
      return StoreStatus.EMPTY;
    }

    @Override
    public void close() {}
  }

  @Test
  void valuesOfTheRangeAreOffered(FxRobot robot) throws Exception {
    TwoHosts store = new TwoHosts();
    robot.interact(() -> model.open(Optional.of(new DataSet("two", store, false))));
    type(robot, "tcp and src ip 10.");
    await(
        () ->
            robot.lookup("#filter-offers").tryQueryAs(ListView.class).stream()
                .anyMatch(list -> list.getItems().size() == 2));
    ListView<?> offers = robot.lookup("#filter-offers").queryAs(ListView.class);
    assertEquals(new Offer("10.1.0.7", "2,000 flows"), offers.getItems().getFirst());
    assertEquals(
        List.of("src ip 10.0.0.0/8"),
        store.asked.stream().map(query -> FilterText.of(query.filter())).toList());
    assertEquals(List.of(Dimension.field(FlowField.SRC_ADDRESS)), store.asked.getFirst().by());
    type(robot, "tcp and src ip 10.2");
    assertEquals(List.of(new Offer("10.2.0.9", "5 flows")), offers.getItems());
    assertEquals(1, store.asked.size(), "what is known is not asked for again");
    press(robot, text(robot), KeyCode.TAB);
    assertEquals("tcp and src ip 10.2.0.9 ", text(robot).getText());
  }

  @Test
  void nothingIsAskedWhereNoValueIsExpectedOrTypingGoesOn(FxRobot robot) {
    TwoHosts store = new TwoHosts();
    robot.interact(() -> model.open(Optional.of(new DataSet("two", store, false))));
    robot.interact(
        () -> {
          text(robot).requestFocus();
          text(robot).appendText("tcp and src ip ");
          text(robot).clear();
          text(robot).appendText("tcp and sr");
        });
    WaitForAsyncUtils.sleep(600, TimeUnit.MILLISECONDS);
    assertEquals(List.of(), store.asked);
  }

  @Test
  void theNewestRecentIsFirstAndOnce() {
    FilterShelf shelf = new FilterShelf();
    for (int i = 0; i < 30; i++) {
      shelf.used("port " + i);
    }
    shelf.used("port 20");
    assertEquals("port 20", shelf.kept().recent().getFirst());
    assertEquals(20, shelf.kept().recent().size());
    assertEquals(20, shelf.kept().recent().stream().distinct().count());
  }

  @Test
  void itIsCopiedInTheLanguagesOfOthers() throws Exception {
    var filter = FilterParser.parse("src as 5");
    Menu menu = WaitForAsyncUtils.asyncFx(() -> CopyAs.menu(() -> filter)).get();
    WaitForAsyncUtils.asyncFx(() -> menu.getOnShowing().handle(null)).get();
    assertEquals(4, menu.getItems().size());
    MenuItem nfdump = menu.getItems().getFirst();
    assertFalse(nfdump.isDisable());
    MenuItem bpf = menu.getItems().get(1);
    assertTrue(bpf.isDisable());
    assertEquals("BPF (tcpdump) has no word for Source AS", bpf.getText());
  }
}
