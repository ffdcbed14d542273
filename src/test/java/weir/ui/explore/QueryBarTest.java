package weir.ui.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import weir.exporter.Labels;
import weir.exporter.Overrides;
import weir.flow.IpAddress;
import weir.naming.Naming;
import weir.naming.Side;
import weir.query.Dimensions;
import weir.query.DirectionRules;
import weir.query.Filter;
import weir.query.FilterCompletion.Offer;
import weir.query.FilterParser;
import weir.query.FilterText;
import weir.query.RangeChoice;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.Views;
import weir.ui.Theme;

/// The bar and the trail below it, without flows.
@ExtendWith(ApplicationExtension.class)
class QueryBarTest {
  private static final long NOW = TimeRange.nanos(java.time.Instant.parse("2026-11-29T12:00:00Z"));
  private static final String TEN =
      "src ip in [10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5, 10.0.0.6, 10.0.0.7, 10.0.0.8,"
          + " 10.0.0.9, 2001:db8:1234:5678:9abc:def0:1234:5678]";

  private final ExploreModel model = new ExploreModel(() -> NOW, Views.builtIn().first());
  private final VBox root = new VBox();

  @Start
  void start(Stage stage) {
    VBox head = new VBox(new QueryBar(model, () -> {}, Platform::runLater), new TrailBar(model));
    head.getStyleClass().add("explore-head");
    root.getChildren().setAll(head, new Button("below"));
    root.getStyleClass().add("explore");
    Scene scene = new Scene(root, 1200, 400);
    String sheet = "/weir/css/shell.css";
    scene
        .getStylesheets()
        .add(Objects.requireNonNull(QueryBar.class.getResource(sheet)).toExternalForm());
    Theme.DARK.apply(scene);
    stage.setScene(scene);
    stage.setMinWidth(0); // whatever size the test before has left it with
    stage.setMinHeight(0);
    stage.setWidth(1200);
    stage.setHeight(400);
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  private static void await(BooleanSupplier condition) throws Exception {
    WaitForAsyncUtils.waitFor(
        20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition::getAsBoolean).get());
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static TextField field(FxRobot robot) {
    return robot.lookup("#filter").queryAs(TextField.class);
  }

  private void filter(FxRobot robot, String text) throws Exception {
    Filter filter = FilterParser.parse(text);
    robot.interact(() -> model.filter(filter));
    settle(robot);
  }

  /// What is where: chips have their places only then.
  private void settle(FxRobot robot) {
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(
        () -> {
          root.applyCss();
          root.layout();
        });
  }

  private String now() {
    return FilterText.of(model.scope().filter());
  }

  private static boolean isRed(TextField field) {
    return field.getPseudoClassStates().contains(PseudoClass.getPseudoClass("danger"));
  }

  private static boolean popup() {
    return Window.getWindows().stream().anyMatch(QueryBarTest::isPopup);
  }

  private static boolean isPopup(Window window) {
    return window instanceof PopupWindow && !(window instanceof Tooltip) && window.isShowing();
  }

  private static List<String> offers(FxRobot robot) {
    return robot.lookup("#filter-offers").tryQueryAs(ListView.class).stream()
        .filter(list -> list.isVisible())
        .flatMap(list -> ((ListView<?>) list).getItems().stream())
        .map(offer -> ((Offer) offer).text())
        .toList();
  }

  private static List<Node> chips(FxRobot robot) {
    return robot.lookup(".chips > .chip").queryAll().stream().filter(Node::isVisible).toList();
  }

  private static List<String> chipTexts(FxRobot robot) {
    return chips(robot).stream()
        .map(chip -> robot.from(chip).lookup(".label").queryAs(Label.class).getText())
        .toList();
  }

  private static List<String> crumbTexts(FxRobot robot) {
    return robot.lookup(".crumb").queryAllAs(Button.class).stream().map(Labeled::getText).toList();
  }

  // Typing

  @Test
  void typingOffersAndTabCompletes(FxRobot robot) throws Exception {
    robot.clickOn("#filter").write("sr");
    await(() -> offers(robot).size() > 1);
    assertEquals("src", offers(robot).getFirst());
    robot.type(KeyCode.TAB);
    assertEquals("src ", field(robot).getText());
    assertTrue(field(robot).isFocused());
    await(() -> offers(robot).contains("port"));
    robot.write("po").type(KeyCode.TAB).write("htt").type(KeyCode.TAB).type(KeyCode.ENTER);
    await(() -> now().equals("src port 80"));
    assertEquals("src port http", field(robot).getText());
    assertFalse(popup());
  }

  @Test
  void tabMovesOnWhereThereIsNothingToComplete(FxRobot robot) throws Exception {
    robot.clickOn("#filter").write("tcp");
    robot.type(KeyCode.TAB);
    await(() -> !field(robot).isFocused());
    assertEquals("tcp", field(robot).getText());
    robot.clickOn("#filter").write(" ");
    robot.type(KeyCode.TAB);
    await(() -> !field(robot).isFocused());
    assertFalse(popup());
  }

  @Test
  void aSelectionIsTypedOver(FxRobot robot) throws Exception {
    filter(robot, "src ip 10.0.0.1 and dst port 443");
    robot.interact(() -> field(robot).requestFocus());
    robot.interact(() -> field(robot).selectRange(32, 0));
    robot.write("u");
    assertEquals("u", field(robot).getText());
    await(() -> offers(robot).contains("udp"));
    robot.type(KeyCode.TAB).type(KeyCode.ENTER);
    await(() -> now().equals("proto udp"));
    robot.interact(() -> field(robot).selectRange(1, 3));
    robot.write("x");
    assertEquals("ux", field(robot).getText());
  }

  @Test
  void theArrowsChooseAndEnterTakes(FxRobot robot) throws Exception {
    robot.clickOn("#filter").write("sr");
    await(() -> offers(robot).size() > 1);
    String second = offers(robot).get(1);
    robot.type(KeyCode.DOWN, KeyCode.DOWN).type(KeyCode.ENTER);
    assertEquals(second + " ", field(robot).getText());
    assertEquals("", now());
    robot.type(KeyCode.UP);
    await(() -> !offers(robot).isEmpty());
    robot.type(KeyCode.ENTER);
    assertTrue(field(robot).getText().startsWith(second + " "));
    assertTrue(field(robot).getText().length() > second.length() + 1);
  }

  @Test
  void aClickTakesAnOffer(FxRobot robot) throws Exception {
    robot.clickOn("#filter").write("ud");
    await(() -> offers(robot).contains("udp"));
    robot.clickOn(robot.lookup(".offer .label").<Node>query());
    await(() -> field(robot).getText().equals("udp "));
    robot.clickOn("#filter").write("and tc").type(KeyCode.TAB).type(KeyCode.ENTER);
    await(() -> now().equals("proto udp and proto tcp"));
  }

  @Test
  void controlAndSpaceAskForOffers(FxRobot robot) throws Exception {
    robot.clickOn("#filter");
    assertFalse(popup());
    robot.press(KeyCode.CONTROL, KeyCode.SPACE).release(KeyCode.SPACE, KeyCode.CONTROL);
    await(() -> offers(robot).contains("src"));
    robot.type(KeyCode.ESCAPE);
    assertFalse(popup());
    robot.type(KeyCode.DOWN);
    await(() -> offers(robot).contains("src"));
  }

  @Test
  void escapeClosesWhatIsOfferedThenTakesBack(FxRobot robot) throws Exception {
    filter(robot, "tcp");
    robot.clickOn("#filter").type(KeyCode.END).write(" and sr");
    await(() -> popup());
    robot.type(KeyCode.ESCAPE);
    assertFalse(popup());
    assertEquals("proto tcp and sr", field(robot).getText());
    robot.type(KeyCode.ESCAPE);
    assertEquals("proto tcp", field(robot).getText());
    assertEquals("proto tcp", now());
  }

  @Test
  void redComesWhenTypingRests(FxRobot robot) throws Exception {
    TextField field = field(robot);
    robot.clickOn("#filter");
    robot.interact(
        () -> {
          field.replaceSelection("src ip x");
          assertFalse(isRed(field));
        });
    await(() -> isRed(field));
    Label problem = robot.lookup("#filter-problem").queryAs(Label.class);
    assertEquals(
        "After 'src ip': expected an address or prefix such as 10.0.0.0/8, found 'x'",
        problem.getText());
    assertEquals(problem.getText(), field.getAccessibleHelp());
    assertTrue(problem.isVisible());
    robot.interact(
        () -> {
          field.deletePreviousChar();
          assertFalse(isRed(field), "until it rests again");
        });
    robot.write("10.0.0.1").type(KeyCode.ENTER);
    await(() -> now().equals("src ip 10.0.0.1"));
    assertFalse(isRed(field));
  }

  @Test
  void enterSaysAtOnceWhatIsWrongAndWhere(FxRobot robot) {
    TextField field = field(robot);
    robot.clickOn("#filter");
    robot.interact(() -> field.setText("dst port htps and tcp"));
    robot.interact(() -> robot.type(KeyCode.ENTER));
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(isRed(field));
    assertEquals("htps", field.getSelectedText());
    assertEquals("", now());
    robot.write("https").type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals("dst port 443 and proto tcp", now());
  }

  @Test
  void aFilterStaysAsItWasTyped(FxRobot robot) throws Exception {
    robot.clickOn("#filter").write("tcp && port https").type(KeyCode.ENTER);
    await(() -> now().equals("proto tcp and port 443"));
    assertEquals("tcp && port https", field(robot).getText());
    filter(robot, "udp");
    assertEquals("proto udp", field(robot).getText());
    robot.interact(model.travel()::back);
    assertEquals("tcp && port https", field(robot).getText());
  }

  @Test
  void whatIsNotAppliedYetSaysSo(FxRobot robot) throws Exception {
    Node hint = robot.lookup(".enter-hint").query();
    assertFalse(hint.isVisible());
    robot.clickOn("#filter").write("tcp");
    assertTrue(hint.isVisible());
    robot.type(KeyCode.ENTER);
    await(() -> now().equals("proto tcp"));
    assertFalse(hint.isVisible());
  }

  @Test
  void theFieldHasCutCopyAndPasteAndTheFiltersOwn(FxRobot robot) throws Exception {
    filter(robot, "tcp");
    robot.interact(() -> field(robot).selectAll());
    robot.rightClickOn("#filter");
    await(() -> robot.lookup("Invert filter").tryQuery().isPresent());
    for (String text : List.of("Undo", "Cut", "Paste", "Select all", "Clear filter")) {
      assertTrue(robot.lookup(text).tryQuery().isPresent(), text);
    }
    robot.clickOn("Invert filter");
    await(() -> now().equals("not proto tcp"));
    robot.rightClickOn("#filter");
    robot.clickOn("Copy filter");
    assertEquals("not proto tcp", clipboard());
    robot.rightClickOn("#filter");
    robot.clickOn("Clear filter");
    await(() -> now().isEmpty());
    assertEquals("", field(robot).getText());
  }

  /// Whatever is typed, selected, replaced and asked for in whichever order.
  @Test
  void nothingThatIsTypedFails(FxRobot robot) {
    Random random = new Random(20261129);
    List<String> typed =
        List.of("src ip ", "\"", "[", "10.0.0.1, ", "(", " and ", "x", "#", "İ", "");
    List<KeyCode> keys =
        List.of(
            KeyCode.ENTER, KeyCode.TAB, KeyCode.DOWN, KeyCode.UP, KeyCode.ESCAPE, KeyCode.DELETE);
    TextField field = field(robot);
    robot.clickOn("#filter");
    robot.interact(
        () -> {
          for (int i = 0; i < 400; i++) {
            int length = field.getLength();
            field.selectRange(random.nextInt(length + 1), random.nextInt(length + 1));
            field.replaceSelection(typed.get(random.nextInt(typed.size())));
            KeyCode key = keys.get(random.nextInt(keys.size()));
            field.requestFocus();
            field.fireEvent(
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
          }
        }); // what is thrown fails every test of the desktop
  }

  @Test
  void aFieldThatIsTooShortHasAHint(FxRobot robot) throws Exception {
    filter(robot, "tcp");
    robot.moveTo("#filter");
    assertNull(field(robot).getTooltip());
    robot.moveTo("#back");
    filter(robot, TEN);
    robot.moveTo("#filter");
    assertEquals(TEN, field(robot).getTooltip().getText());
  }

  private static String clipboard() {
    String[] text = new String[1];
    WaitForAsyncUtils.waitForAsyncFx(
        10_000, () -> text[0] = Clipboard.getSystemClipboard().getString());
    return text[0];
  }

  // Chips

  @Test
  void oneConditionIsSaidByTheFieldAlone(FxRobot robot) throws Exception {
    assertFalse(robot.lookup(".trail-bar").query().isVisible());
    filter(robot, "tcp");
    assertEquals(List.of(), chipTexts(robot));
    assertEquals(List.of("All traffic"), crumbTexts(robot));
    robot.clickOn(".crumb");
    await(() -> now().isEmpty());
  }

  @Test
  void aChipRemovesItsOwnPart(FxRobot robot) throws Exception {
    String text = "proto tcp and src ip 10.0.0.1 and proto tcp and not dst port 443";
    List<String> parts = List.of(text.split(" and "));
    for (int i = 0; i < parts.size(); i++) {
      filter(robot, text);
      assertEquals(parts, chipTexts(robot));
      robot.clickOn(robot.from(chips(robot).get(i)).lookup(".chip-remove").<Node>query());
      List<String> rest = new ArrayList<>(parts);
      rest.remove(i);
      await(() -> now().equals(String.join(" and ", rest)));
    }
  }

  private void chooseOnChip(FxRobot robot, int chip, String item) {
    robot.rightClickOn(chips(robot).get(chip));
    robot.clickOn(item);
    settle(robot);
  }

  @Test
  void theMenuOfAChipIsAboutItsPart(FxRobot robot) throws Exception {
    filter(robot, "tcp and src ip 10.0.0.1 and dst port 443");
    chooseOnChip(robot, 1, "Invert");
    assertEquals("proto tcp and not src ip 10.0.0.1 and dst port 443", now());
    chooseOnChip(robot, 1, "Invert");
    assertEquals("proto tcp and src ip 10.0.0.1 and dst port 443", now());
    chooseOnChip(robot, 2, "Copy");
    assertEquals("dst port 443", clipboard());
    chooseOnChip(robot, 2, "Copy whole filter");
    assertEquals("proto tcp and src ip 10.0.0.1 and dst port 443", clipboard());
    chooseOnChip(robot, 0, "Remove");
    assertEquals("src ip 10.0.0.1 and dst port 443", now());
    chooseOnChip(robot, 1, "Remove all others");
    assertEquals("dst port 443", now());
  }

  @Test
  void namesThatTheFieldDoesNotHaveAreOnAChip(FxRobot robot) throws Exception {
    IpAddress edge = IpAddress.parse("192.0.2.1");
    Labels labels = new Labels(Map.of(edge, new Labels.Exporter("edge-1", Map.of())), Set.of(edge));
    robot.interact(() -> model.said(labels, Overrides.NONE));
    filter(robot, "exporter 192.0.2.1");
    assertEquals(List.of("exporter edge-1 (192.0.2.1)"), chipTexts(robot));
  }

  @Test
  void flowsAreCountedOnceWhereTheBorderIsKnown(FxRobot robot) throws Exception {
    ToggleButton once = robot.lookup("#count-once").queryAs(ToggleButton.class);
    assertFalse(once.isVisible(), "no interface is external");
    Naming naming =
        Naming.NONE.with(
            IpAddress.parse("192.0.2.1"),
            said -> said.with(3, port -> port.withSide(Side.EXTERNAL)));
    robot.interact(
        () ->
            model.said(
                Labels.NONE,
                Overrides.of(naming),
                Dimensions.of(naming),
                DirectionRules.of(naming)));
    assertTrue(once.isVisible());
    filter(robot, "dst port 443");
    robot.interact(once::fire);
    assertEquals("dst port 443 and at_border once", now());
    assertTrue(once.isSelected());
    robot.interact(() -> model.filter(model.scope().filter().without(1)));
    assertFalse(once.isSelected(), "its chip was removed");
    robot.interact(() -> model.setCountedOnce(true));
    robot.interact(once::fire);
    assertEquals("dst port 443", now());
  }

  @Test
  void moreChipsThanFitAreListed(FxRobot robot) throws Exception {
    String text =
        String.join(" and ", IntStream.range(1, 31).mapToObj(i -> "dst port " + i).toList());
    filter(robot, text);
    List<Node> shown = chips(robot);
    Button more = robot.lookup("#more-chips").queryAs(Button.class);
    assertTrue(shown.size() >= 3 && shown.size() < 30);
    assertEquals("+" + (30 - shown.size()), more.getText());
    assertTrue(more.isVisible());
    double right = more.localToScene(more.getLayoutBounds()).getMaxX();
    assertTrue(right <= root.getWidth(), right + " of " + root.getWidth());
    robot.clickOn("#more-chips");
    await(() -> robot.lookup(".chip-list > .chip").queryAll().size() == 30 - shown.size());
    Node first =
        robot.from(robot.lookup(".chip-list > .chip").<Node>query()).lookup(".chip-remove").query();
    robot.clickOn(first);
    String gone = "dst port " + (shown.size() + 1);
    await(() -> model.scope().filter().conjuncts().size() == 29);
    assertFalse((now() + " ").contains(gone + " "), now());
  }

  // Trail

  @Test
  void theTrailLeavesOutWhatTheChipsSay(FxRobot robot) throws Exception {
    filter(robot, "tcp");
    filter(robot, "tcp and port 53");
    assertEquals(List.of("All traffic"), crumbTexts(robot));
    assertEquals(List.of("proto tcp", "port 53"), chipTexts(robot));
    filter(robot, "udp");
    assertEquals(List.of("All traffic", "proto tcp", "port 53"), crumbTexts(robot));
    robot.clickOn("port 53");
    await(() -> now().equals("proto tcp and port 53"));
    assertEquals("proto tcp and port 53", field(robot).getText());
  }

  @Test
  void historyIsThereByKeyboardAndByMenu(FxRobot robot) throws Exception {
    filter(robot, "tcp");
    filter(robot, "udp");
    Node back = robot.lookup("#back").query();
    robot.interact(back::requestFocus);
    robot.type(KeyCode.SPACE);
    await(() -> now().equals("proto tcp"));
    robot.type(KeyCode.SPACE);
    await(() -> now().isEmpty());
    Node forward = robot.lookup("#forward").query();
    robot.interact(forward::requestFocus);
    robot.type(KeyCode.SPACE);
    await(() -> now().equals("proto tcp"));
    robot.rightClickOn("#back");
    robot.clickOn("proto udp");
    await(() -> now().equals("proto udp"));
    long asked = model.revisionProperty().get();
    robot.interact(() -> robot.lookup("#ask").query().requestFocus());
    robot.type(KeyCode.SPACE);
    await(() -> model.revisionProperty().get() == asked + 1);
  }

  @Test
  void whatHasTheFocusIsSeen(FxRobot robot) throws Exception {
    filter(robot, "tcp and udp");
    robot.clickOn("#filter").type(KeyCode.ESCAPE);
    for (int i = 0; i < 14; i++) {
      robot.type(KeyCode.TAB);
      Node focused = robot.window(0).getScene().getFocusOwner();
      assertTrue(focused.isVisible() && focused.isFocusVisible(), String.valueOf(focused));
    }
    Region ask = robot.lookup("#ask").queryAs(Region.class);
    robot.interact(ask::requestFocus);
    robot.type(KeyCode.TAB);
    robot.press(KeyCode.SHIFT).type(KeyCode.TAB).release(KeyCode.SHIFT);
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(ask.isFocusVisible());
    assertEquals(2, ask.getBorder().getStrokes().getFirst().getWidths().getTop());
  }

  // Room

  private void size(FxRobot robot, double width, double fontSize) {
    robot.interact(
        () -> {
          root.setStyle("-fx-font-size: " + fontSize + "px");
          root.getScene().getWindow().setWidth(width);
        });
    settle(robot);
  }

  private void assertNothingIsPushedOut(FxRobot robot, String what) {
    for (String id : List.of("#back", "#ask", "#range", "#filter", "#pause")) {
      Node node = robot.lookup(id).query();
      Bounds place = node.localToScene(node.getLayoutBounds());
      assertTrue(node.isVisible(), id);
      assertTrue(place.getMinX() >= 0 && place.getMaxX() <= root.getWidth(), what + ": " + id);
    }
    boolean units = robot.lookup("#unit-bits").query().getParent().isVisible();
    assertEquals(!units, robot.lookup("#more-controls").query().isVisible(), what);
    if (units) {
      for (String id : List.of("#unit-bits", "#unit-packets", "#unit-flows", "#scaled")) {
        Labeled node = robot.lookup(id).queryAs(Labeled.class);
        assertFalse(node.isTextTruncated(), what + ": " + id);
        double right = node.localToScene(node.getLayoutBounds()).getMaxX();
        assertTrue(right <= root.getWidth(), what + ": " + id);
      }
    }
  }

  private double headHeight() {
    return ((Region) root.getChildren().getFirst()).getHeight();
  }

  @Test
  void aFilterOfAnyLengthFits(FxRobot robot) throws Exception {
    filter(robot, "tcp and udp");
    double usual = headHeight();
    for (String text : List.of(TEN, TEN + " and " + TEN, "site x and ".repeat(40) + "tcp")) {
      filter(robot, text.replace("site x", "dst port 1"));
      for (double width : new double[] {704, 980, 1200}) {
        size(robot, width, 13);
        assertNothingIsPushedOut(robot, width + ": " + text);
        assertTrue(headHeight() <= 2 * usual, headHeight() + " of " + usual);
        for (Node chip : robot.lookup(".trail-bar .button").queryAll()) {
          double right = chip.localToScene(chip.getLayoutBounds()).getMaxX();
          assertTrue(!chip.isVisible() || !chip.getParent().isVisible() || right <= width, text);
        }
      }
    }
    assertEquals(TEN, FilterText.of(FilterParser.parse(TEN)));
  }

  @Test
  void aLongChipEndsInTheMiddleAndItsHintHasAll(FxRobot robot) throws Exception {
    filter(robot, TEN + " and tcp");
    Label chip = robot.from(chips(robot).getFirst()).lookup(".label").queryAs(Label.class);
    assertTrue(chip.isTextTruncated());
    assertEquals(TEN, chip.getTooltip().getText());
    Node text = chip.lookup(".text");
    String drawn = ((javafx.scene.text.Text) text).getText();
    assertTrue(drawn.startsWith("src ip in [") && drawn.endsWith("5678]"), drawn);
  }

  @Test
  void aNarrowBarHasTwoLinesAndThenAMenu(FxRobot robot) throws Exception {
    settle(robot);
    Region bar = robot.lookup(".query-bar").queryAs(Region.class);
    double one = bar.getHeight();
    size(robot, 800, 13);
    assertNothingIsPushedOut(robot, "narrow");
    assertTrue(
        bar.getHeight() > 1.8 * one && bar.getHeight() < 2.5 * one, bar.getHeight() + " of " + one);
    assertFalse(robot.lookup("#more-controls").query().isVisible());
    size(robot, 728, 26);
    assertNothingIsPushedOut(robot, "narrow and large");
    robot.clickOn("#more-controls").clickOn(menuItem(robot, "Flows"));
    await(() -> model.unit() == Unit.FLOWS);
    robot.clickOn("#more-controls").clickOn("Multiply by sampling rates");
    await(() -> !model.scaled());
  }

  /// In the menu: the toggles have the same texts.
  private static Node menuItem(FxRobot robot, String text) {
    return robot.lookup(".menu-item .label").queryAllAs(Label.class).stream()
        .filter(label -> text.equals(label.getText()))
        .findFirst()
        .orElseThrow();
  }

  // Range

  private TextField end(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(TextField.class);
  }

  private void write(FxRobot robot, String id, String text) {
    robot.clickOn(id);
    robot.interact(() -> end(robot, id).setText(text));
  }

  @Test
  void aPresetIsTheRangeThatItSays(FxRobot robot) throws Exception {
    Map<String, RangeChoice> all =
        Map.of(
            "Last 15 minutes", new RangeChoice.Last(Duration.ofMinutes(15)),
            "Last hour", new RangeChoice.Last(Duration.ofHours(1)),
            "Last 24 hours", new RangeChoice.Last(Duration.ofHours(24)),
            "Last 7 days", new RangeChoice.Last(Duration.ofDays(7)),
            "Whole data set", new RangeChoice.Everything());
    for (var one : all.entrySet()) {
      robot.clickOn("#range");
      await(() -> robot.lookup(".range-choice").tryQuery().isPresent());
      Button choice =
          robot.lookup(".range-choice").queryAllAs(Button.class).stream()
              .filter(button -> button.getText().equals(one.getKey()))
              .findFirst()
              .orElseThrow();
      robot.clickOn(choice);
      await(() -> model.scope().range().equals(one.getValue()));
      assertEquals(one.getKey(), robot.lookup("#range").queryAs(Button.class).getText());
      assertFalse(popup());
    }
  }

  @Test
  void aTypedRangeIsOfTheZoneThatIsShown(FxRobot robot) throws Exception {
    robot.interact(() -> model.setZone(ZoneId.of("America/New_York")));
    robot.clickOn("#range");
    await(() -> robot.lookup("#range-from").tryQuery().isPresent());
    assertEquals("2026-11-29 06:54:59", end(robot, "#range-from").getText());
    assertEquals("2026-11-29 06:59:59", end(robot, "#range-until").getText());
    String zone = robot.lookup("#range-zone").queryAs(Label.class).getText();
    assertTrue(zone.startsWith("Times are America/New_York"), zone);
    write(robot, "#range-from", "2026-11-28 10:00:00");
    write(robot, "#range-until", "2026-11-28 11:30");
    robot.clickOn("#range-apply");
    await(() -> model.scope().range() instanceof RangeChoice.Between);
    TimeRange range = model.rangeNow();
    assertEquals("2026-11-28T15:00:00Z", TimeRange.instant(range.fromNanos()).toString());
    assertEquals("2026-11-28T16:30:00Z", TimeRange.instant(range.untilNanos()).toString());
    Button picker = robot.lookup("#range").queryAs(Button.class);
    assertEquals("28 Nov 10:00 – 11:30", picker.getText());
    robot.moveTo("#pause").moveTo("#range");
    String whole = picker.getTooltip().getText();
    assertTrue(
        whole.startsWith("From 28 Nov 2026 10:00:00 until 28 Nov 2026 11:30:00 (America/New_York"),
        whole);
  }

  @Test
  void whatIsWrongWithAnEndIsSaidBelowIt(FxRobot robot) throws Exception {
    robot.clickOn("#range");
    await(() -> robot.lookup("#range-from").tryQuery().isPresent());
    write(robot, "#range-from", "yesteryear");
    write(robot, "#range-until", "9999-12-31 23:59:59");
    robot.type(KeyCode.ENTER);
    Label from = robot.lookup("#range-from-problem").queryAs(Label.class);
    Label until = robot.lookup("#range-until-problem").queryAs(Label.class);
    assertTrue(from.isVisible() && from.getText().startsWith("Write 2026"), from.getText());
    assertEquals("Times go from 1970 to 2262", until.getText());
    assertTrue(isRed(end(robot, "#range-until")));
    assertEquals(ExploreModel.FIRST_LIVE, model.scope().range());
    write(robot, "#range-until", "12:00");
    assertFalse(until.isVisible());
    write(robot, "#range-from", "13:00");
    robot.type(KeyCode.ENTER);
    assertEquals("This is not after the beginning", until.getText());
    robot.type(KeyCode.ESCAPE);
    assertFalse(popup());
  }

  @Test
  void aRangeIsSaidInWordsAndShifted(FxRobot robot) throws Exception {
    robot.clickOn("#range");
    await(() -> robot.lookup("#range-words").tryQuery().isPresent());
    write(robot, "#range-words", "the other day");
    robot.type(KeyCode.ENTER);
    Label problem = robot.lookup("#range-words-problem").queryAs(Label.class);
    assertTrue(problem.isVisible() && problem.getText().contains("is no range"), problem.getText());
    write(robot, "#range-words", "yesterday 10:00-11:00");
    robot.type(KeyCode.ENTER);
    assertEquals(between("2026-11-28T10:00:00Z", "2026-11-28T11:00:00Z"), model.scope().range());
    assertFalse(popup());
    robot.clickOn("#earlier");
    assertEquals(between("2026-11-28T09:00:00Z", "2026-11-28T10:00:00Z"), model.scope().range());
    robot.clickOn("#later").clickOn("#later");
    assertEquals(between("2026-11-28T11:00:00Z", "2026-11-28T12:00:00Z"), model.scope().range());
  }

  private static RangeChoice between(String from, String until) {
    return new RangeChoice.Between(
        TimeRange.of(java.time.Instant.parse(from), java.time.Instant.parse(until)));
  }

  @Test
  void aDayIsPickedForTheEndThatIsEdited(FxRobot robot) throws Exception {
    robot.clickOn("#range");
    await(() -> robot.lookup("#range-from").tryQuery().isPresent());
    pickDay(robot, "17");
    assertEquals("2026-11-17 11:54:59", end(robot, "#range-from").getText());
    robot.clickOn("#range-until");
    pickDay(robot, "18");
    assertEquals("2026-11-18 11:59:59", end(robot, "#range-until").getText());
    assertEquals("2026-11-17 11:54:59", end(robot, "#range-from").getText());
    robot.clickOn("#range-apply");
    await(() -> model.scope().range() instanceof RangeChoice.Between);
    assertEquals(
        "2026-11-17T11:54:59Z", TimeRange.instant(model.rangeNow().fromNanos()).toString());
  }

  private static void pickDay(FxRobot robot, String day) {
    robot.clickOn(
        robot.lookup(".day-cell").queryAllAs(Labeled.class).stream()
            .filter(cell -> cell.getText().equals(day))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void theRangeIsChosenByKeyboard(FxRobot robot) throws Exception {
    robot.interact(() -> robot.lookup("#range").query().requestFocus());
    robot.type(KeyCode.SPACE);
    await(() -> popup());
    robot.type(KeyCode.TAB, KeyCode.TAB).type(KeyCode.ENTER);
    await(() -> model.scope().range().equals(new RangeChoice.Last(Duration.ofMinutes(15))));
    robot.type(KeyCode.SPACE);
    await(() -> popup());
    robot.type(KeyCode.TAB, KeyCode.TAB, KeyCode.TAB).type(KeyCode.SPACE);
    await(() -> model.scope().range().equals(new RangeChoice.Last(Duration.ofHours(1))));
    robot.type(KeyCode.SPACE);
    await(() -> popup());
    robot.type(KeyCode.ESCAPE);
    assertFalse(popup());
  }

  @Test
  void whatIsTypedInAPopupIsNothingToTheWindow(FxRobot robot) throws Exception {
    List<String> heard = new ArrayList<>();
    root.getScene().addEventFilter(KeyEvent.ANY, event -> heard.add(event.toString()));
    robot.clickOn("#range");
    await(() -> robot.lookup("#range-from").tryQuery().isPresent());
    robot.clickOn("#range-from");
    robot.press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
    heard.clear();
    robot.write("2026-11-28 /? 10:00");
    assertEquals("2026-11-28 /? 10:00", end(robot, "#range-from").getText());
    assertEquals(List.of(), heard);
  }

  // Popups

  private static void assertNoCornerIsBare(Theme theme, String what) {
    Window window =
        Window.getWindows().stream().filter(QueryBarTest::isPopup).findFirst().orElseThrow();
    var image = window.getScene().snapshot(null);
    int right = (int) image.getWidth() - 1;
    int bottom = (int) image.getHeight() - 1;
    for (int[] corner : new int[][] {{0, 0}, {right, 0}, {0, bottom}, {right, bottom}}) {
      Color colour = image.getPixelReader().getColor(corner[0], corner[1]);
      boolean dark = colour.getBrightness() < 0.5;
      assertEquals(1, colour.getOpacity(), theme + " " + what);
      assertEquals(theme.name().startsWith("DARK"), dark, theme + " " + what + " " + colour);
    }
  }

  @Test
  void popupsHaveNoBareCorners(FxRobot robot) throws Exception {
    filter(robot, "tcp and src ip 10.0.0.1");
    for (Theme theme : Theme.values()) {
      robot.interact(() -> theme.apply(root.getScene()));
      robot.clickOn("#filter").type(KeyCode.END).write(" ");
      await(() -> popup());
      robot.interact(() -> assertNoCornerIsBare(theme, "offers"));
      robot.type(KeyCode.ESCAPE);
      robot.clickOn("#range");
      await(() -> popup());
      robot.interact(() -> assertNoCornerIsBare(theme, "range"));
      robot.type(KeyCode.ESCAPE);
      robot.clickOn(chips(robot).getFirst(), MouseButton.SECONDARY);
      await(() -> popup());
      robot.interact(() -> assertNoCornerIsBare(theme, "menu"));
      robot.type(KeyCode.ESCAPE);
      await(() -> !popup());
    }
  }
}
