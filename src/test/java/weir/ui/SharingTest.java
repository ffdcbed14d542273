package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;
import static weir.ui.Fx.texts;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.exporter.Overrides;
import weir.flow.IpAddress;
import weir.ingest.IngestStatus;
import weir.ingest.Saving;
import weir.query.Against;
import weir.query.AsOf;
import weir.query.Ask;
import weir.query.Dimensions;
import weir.query.Measure;
import weir.query.RangeChoice;
import weir.query.Rank;
import weir.query.TimeRange;
import weir.query.Unit;
import weir.query.View;
import weir.query.Views;
import weir.screen.Link;
import weir.screen.Names;
import weir.screen.Saved;
import weir.screen.Screen;
import weir.settings.SettingsFile;
import weir.store.StoreException;

/// What is shown elsewhere is shown here, and the other way round.
@ExtendWith(ApplicationExtension.class)
class SharingTest {
  private static final TimeRange RANGE =
      TimeRange.of(Instant.parse("2026-11-21T10:00:00Z"), Instant.parse("2026-11-21T10:05:00Z"));
  private static final String LINK =
      "weir:?view=talkers&filter=tcp&from=2026-11-21T10:00:00Z&until=2026-11-21T10:05:00Z"
          + "&zone=Europe/Berlin&unit=packets&sampling=raw";
  private static final Screen SCREEN =
      new Screen(
          Views.builtIn().named("talkers"),
          "tcp",
          RANGE,
          ZoneId.of("Europe/Berlin"),
          Unit.PACKETS,
          false,
          new Screen.Charts("maximum", true));

  @TempDir private static Path folder;
  private final TestWorkspace workspace = new TestWorkspace();
  private final SettingsFile settings = SettingsFile.open(folder.resolve("settings.json"));
  private @Nullable Desktop desktop;

  @Start
  void start(Stage shown) {
    workspace.file = path -> source(String.valueOf(path.getFileName()), Optional.empty());
    desktop = new Desktop(workspace, Views.builtIn(), settings, shown);
    shown.setWidth(1280);
    shown.setHeight(800);
    shown.setX(0); // a window that reaches out of the headless screen cannot be painted
    shown.setY(0);
    shown.show();
  }

  @AfterEach
  void close() {
    Objects.requireNonNull(desktop).close();
    settings.close();
  }

  private static TestWorkspace.Plain source(String name, Optional<Saved> saved) {
    TestWorkspace.Plain source =
        new TestWorkspace.Plain(name, TestWorkspace.status(IngestStatus.State.READY, "", 1));
    source.store = new SlowStore(10, RANGE.fromNanos() + 10_000_000_000L, SlowStore.STEPS);
    source.saved = saved;
    return source;
  }

  private static Saved saved(boolean newer, boolean flows) {
    return new Saved(
        newer,
        SCREEN,
        new Names(
            new Overrides(
                Map.of(IpAddress.parse("192.0.2.1"), new Overrides.Exporter("edge", 0, Map.of()))),
            weir.exporter.Labels.NONE),
        "Look at the spike.\nIt came back.",
        "router.pcap",
        Instant.parse("2026-11-22T08:00:00Z"),
        "Weir 1.0",
        flows ? Optional.of(new Saved.Flows(10, 500, "")) : Optional.empty(),
        newer ? List.of("'weather' is not known here") : List.of());
  }

  private Shell shell() {
    return Objects.requireNonNull(desktop).shell();
  }

  private weir.ui.explore.ExploreModel model() {
    return Objects.requireNonNull(desktop).model();
  }

  private void open(FxRobot robot, String... files) throws Exception {
    for (String file : files) {
      robot.interact(() -> shell().desk().open(List.of(folder.resolve(file))));
      await(() -> workspace.named(file).isPresent());
    }
    await(() -> model().dataSet().isPresent());
  }

  private static String said(FxRobot robot) {
    return texts(robot, "#shared-sentence");
  }

  private static boolean isSaying(FxRobot robot) {
    return robot.lookup("#shared").query().isVisible();
  }

  private static void answer(FxRobot robot, String dialog, ButtonType answer) throws Exception {
    await(() -> robot.lookup(dialog).tryQuery().isPresent());
    DialogPane pane = robot.lookup(dialog).queryAs(DialogPane.class);
    robot.interact(() -> ((Button) pane.lookupButton(answer)).fire());
  }

  private void assertShown() {
    assertEquals(SCREEN.view(), model().view());
    assertEquals(new RangeChoice.Between(RANGE), model().scope().range());
    assertEquals("proto tcp", weir.query.FilterText.of(model().scope().filter()));
    assertEquals(ZoneId.of("Europe/Berlin"), model().zone());
    assertEquals(Unit.PACKETS, model().unit());
    assertFalse(model().scaled());
  }

  private static void press(FxRobot robot, KeyCode... keys) {
    robot.press(keys);
    for (int i = keys.length - 1; i >= 0; i--) {
      robot.release(keys[i]);
    }
  }

  private static void clipboard(FxRobot robot, String text) {
    robot.interact(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(text);
          Clipboard.getSystemClipboard().setContent(content);
        });
  }

  @Test
  void aLinkIsCopiedByItsKeyAndShowsTheSameWhenItIsPasted(FxRobot robot) throws Exception {
    open(robot, "a.pcap");
    robot.interact(() -> model().screens().show(SCREEN, model().words().dimensions()));
    press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
    await(() -> said(robot).startsWith("The link is copied."));
    String[] copied = new String[1];
    robot.interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
    assertEquals(LINK.replace("filter=tcp", "filter=proto%20tcp"), copied[0]);
    robot.interact(
        () -> {
          model().travel().back();
          model().setUnit(Unit.FLOWS);
          model().setView(Views.builtIn().first());
        });
    press(robot, KeyCode.CONTROL, KeyCode.V);
    await(() -> model().unit() == Unit.PACKETS);
    assertShown();
    robot.interact(() -> model().travel().back());
    assertEquals(new RangeChoice.Everything(), model().scope().range());
  }

  @Test
  void aQuestionAndHowTimeIsToldComeBackFromALink(FxRobot robot) throws Exception {
    open(robot, "a.pcap");
    View explore = Views.builtIn().named("explore");
    View asked =
        Ask.of(explore)
            .withBy(List.of(Dimensions.BUILT_IN.require("dst_port")))
            .withMeasure(Optional.of(Measure.SYN_SHARE))
            .withRank(Rank.By.MAXIMUM)
            .in(explore);
    robot.interact(
        () -> {
          model().setView(asked);
          model().time().setSpread(true);
          model().time().setLeastStep(60_000_000_000L);
          model().time().setAsOf(AsOf.WHOLE_STEP);
          model().others().compare(Optional.of(new Against.Before()));
        });
    Screen shown = model().screens().now();
    robot.interact(() -> shell().sharing().openLink(LINK));
    await(() -> model().view().id().equals("talkers"));
    assertFalse(model().time().isSpread(), "a whole screen says what is not as usual");
    assertEquals(Optional.empty(), model().others().against());
    robot.interact(() -> shell().sharing().openLink(Link.of(shown).text()));
    await(() -> model().view().equals(asked));
    assertEquals(shown, model().screens().now());
    assertTrue(model().frame(100).spread());
    assertEquals(60_000_000_000L, model().time().leastStep());
  }

  @Test
  void theMenuOfTheViewCopiesALinkAndSavesAWorkspace(FxRobot robot) throws Exception {
    open(robot, "a.pcap");
    for (String[] item :
        new String[][] {{"Copy link", "The link is copied."}, {"Save workspace…", ""}}) {
      robot.interact(() -> robot.lookup("#view-menu").queryAs(Button.class).fire());
      await(() -> robot.lookup(item[0]).tryQuery().isPresent());
      robot.clickOn(item[0]);
      if (!item[1].isEmpty()) {
        await(() -> said(robot).startsWith(item[1]));
      }
    }
    answer(robot, "#sharing", Sharing.CANCEL);
  }

  @Test
  void aLinkWaitsForASource(FxRobot robot) throws Exception {
    robot.interact(() -> shell().desk().open(List.of(Path.of(LINK))));
    await(() -> said(robot).equals("The link is shown as soon as there is a source: open one."));
    assertEquals(List.of(), workspace.asked, "it opens none");
    open(robot, "a.pcap");
    await(() -> model().unit() == Unit.PACKETS);
    assertShown();
  }

  @Test
  void whatIsWrongWithALinkIsSaid(FxRobot robot) throws Exception {
    open(robot, "a.pcap");
    for (String[] wrong :
        new String[][] {
          {
            "weir:?view=nothing", "The link cannot be opened: there is no view 'nothing' here",
          },
          {
            "weir:?filter=tcp%20and",
            "The link cannot be shown on a.pcap: the filter 'tcp and' is not understood: ",
          },
          {
            "weir:?view=talkers&ask=top:5",
            "The link cannot be shown on a.pcap: it has a question, and the view 'Talkers' asks",
          },
          {"weir:?ask=top:x", "The link cannot be opened: the question's top is a number"},
          {"weir:?clickhouse=x", "The link cannot be opened: this is no link that Weir reads: "},
        }) {
      clipboard(robot, wrong[0]);
      press(robot, KeyCode.CONTROL, KeyCode.V);
      await(() -> said(robot).startsWith(wrong[1]));
    }
    assertEquals(new RangeChoice.Everything(), model().scope().range());
    assertEquals(List.of("file a.pcap"), workspace.asked);
  }

  @Test
  void whatOthersHadChosenIsNoSetting(FxRobot robot) throws Exception {
    open(robot, "a.pcap");
    robot.interact(() -> shell().sharing().openLink(LINK));
    await(() -> model().unit() == Unit.PACKETS);
    assertShown();
    assertEquals("", settings.now().view());
    assertEquals("UTC", settings.now().zone());
    robot.interact(() -> model().setZone(ZoneId.of("Asia/Tokyo")));
    assertEquals("Asia/Tokyo", settings.now().zone());
  }

  @Test
  void aWorkspaceWithFlowsIsASourceThatShowsItsScreenAndNotes(FxRobot robot) throws Exception {
    Saved saved = saved(false, true);
    workspace.saved = _ -> saved;
    workspace.file = path -> source(String.valueOf(path.getFileName()), Optional.of(saved));
    open(robot, "friday.weir");
    await(() -> model().unit() == Unit.PACKETS);
    assertShown();
    assertEquals("friday.weir", texts(robot, "#shared-name"));
    assertEquals(
        "Saved 22 Nov 2026 08:00:00 UTC by Weir 1.0, of router.pcap, 10 flows", said(robot));
    assertEquals("Look at the spike.\nIt came back.", texts(robot, "#shared-notes"));
    assertFalse(robot.lookup("#shared-lacking").query().isVisible());
    robot.clickOn("#shared-close");
    assertFalse(isSaying(robot));
  }

  @Test
  void whatANewerWeirHasSavedIsSaid(FxRobot robot) throws Exception {
    Saved saved = saved(true, true);
    workspace.saved = _ -> saved;
    workspace.file = path -> source(String.valueOf(path.getFileName()), Optional.of(saved));
    open(robot, "friday.weir");
    await(() -> isSaying(robot));
    assertEquals(
        "A newer Weir wrote it. It can be looked at, and not be written over; what is not"
            + " understood is left out: 'weather' is not known here",
        texts(robot, "#shared-lacking"));
  }

  @Test
  void aWorkspaceWithoutFlowsAsksWhereItIsToBeShown(FxRobot robot) throws Exception {
    open(robot, "a.pcap", "b.pcap");
    workspace.saved = _ -> saved(false, false);
    robot.interact(() -> shell().desk().open(List.of(folder.resolve("friday.weir"))));
    await(() -> robot.lookup("#shared-ask").tryQuery().isPresent());
    @SuppressWarnings("unchecked")
    ComboBox<weir.ingest.Source> choice = robot.lookup("#shared-source").queryAs(ComboBox.class);
    assertEquals(2, choice.getItems().size());
    assertEquals("b.pcap", choice.getValue().name(), "what is shown");
    robot.interact(() -> choice.setValue(choice.getItems().getFirst()));
    answer(robot, "#shared-ask", Sharing.SHOW);
    await(() -> model().unit() == Unit.PACKETS);
    assertShown();
    assertEquals("a.pcap", model().dataSet().orElseThrow().name());
    assertEquals("friday.weir", texts(robot, "#shared-name"));
    await(
        () ->
            model()
                .words()
                .labels()
                .exporter(IpAddress.parse("192.0.2.1"))
                .equals(Optional.of("edge")));
    assertEquals(List.of("file a.pcap", "file b.pcap"), workspace.asked);
    robot.interact(() -> shell().select(workspace.named("b.pcap").orElseThrow()));
    assertFalse(isSaying(robot), "the notes are of what was shown before");
  }

  @Test
  void aWorkspaceWithoutFlowsWaitsWhereNothingIsOpen(FxRobot robot) throws Exception {
    workspace.saved = _ -> saved(false, false);
    robot.interact(() -> shell().desk().open(List.of(folder.resolve("friday.weir"))));
    await(
        () ->
            said(robot)
                .equals(
                    "friday.weir has no flows with it. It is shown as soon as there is a source:"
                        + " open one."));
    open(robot, "a.pcap");
    await(() -> model().unit() == Unit.PACKETS);
    assertShown();
  }

  @Test
  void aWorkspaceThatCannotBeReadIsASourceThatSaysWhy(FxRobot robot) throws Exception {
    workspace.saved =
        path -> {
          throw new StoreException(path + " cannot be opened as a workspace: it is no zip", null);
        };
    workspace.file = path -> workspace.failing(String.valueOf(path.getFileName()), "it is no zip");
    robot.interact(() -> shell().desk().open(List.of(folder.resolve("friday.weir"))));
    await(() -> workspace.named("friday.weir").isPresent());
    await(() -> texts(robot, ".source-state").contains("Failed"));
  }

  @Test
  void whatIsShownIsSavedAsItWasChosen(FxRobot robot) throws Exception {
    open(robot, "a.pcap");
    robot.interact(() -> model().screens().show(SCREEN, model().words().dimensions()));
    List<Saving> wishes = new ArrayList<>();
    workspace.share =
        (what, file) -> {
          wishes.add(what);
          return saved(false, what.flows());
        };
    shell().sharing().toSave = _ -> Optional.of(folder.resolve("friday"));
    press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
    await(() -> robot.lookup("#sharing").tryQuery().isPresent());
    assertEquals(
        "Talkers, 21 Nov 2026 11:00:00 – 11:05:00 Europe/Berlin, proto tcp",
        texts(robot, "#sharing-what"));
    robot.interact(
        () -> {
          robot.lookup("#sharing-flows").queryAs(CheckBox.class).setSelected(true);
          robot.lookup("#sharing-names").queryAs(ComboBox.class).getSelectionModel().select(1);
          robot.lookup("#sharing-notes").queryAs(TextArea.class).setText(" Look here. ");
        });
    await(() -> texts(robot, "#sharing-count").matches("\\([\\d,]+, about .*\\)"));
    answer(robot, "#sharing", Sharing.SAVE);
    await(() -> said(robot).startsWith("Saved as " + folder.resolve("friday.weir")));
    Saving wish = wishes.getFirst();
    assertTrue(wish.flows());
    assertEquals("Look here.", wish.notes());
    assertEquals("crypto-pan", wish.anonymiser().orElseThrow().words());
    assertEquals(SCREEN.range(), wish.screen().range());
    assertEquals(SCREEN.charts(), wish.screen().charts());
    assertEquals(Duration.ofMinutes(5), wish.screen().range().duration());
  }

  @Test
  void whatCannotBeSavedSaysWhy(FxRobot robot) throws Exception {
    open(robot, "a.pcap");
    workspace.share =
        (_, file) -> {
          throw new StoreException(file + " cannot be written: the disk is full", null);
        };
    shell().sharing().toSave = _ -> Optional.of(folder.resolve("friday.weir"));
    press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
    answer(robot, "#sharing", Sharing.SAVE);
    await(
        () ->
            said(robot)
                .equals(
                    "Nothing was saved: "
                        + folder.resolve("friday.weir")
                        + " cannot be written: the disk is full"));
  }

  @Test
  void aKeyThatIsNoFileIsNotTaken(FxRobot robot) throws Exception {
    open(robot, "a.pcap");
    press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
    await(() -> robot.lookup("#sharing").tryQuery().isPresent());
    DialogPane pane = robot.lookup("#sharing").queryAs(DialogPane.class);
    robot.interact(
        () -> {
          robot.lookup("#sharing-flows").queryAs(CheckBox.class).setSelected(true);
          robot.lookup("#sharing-names").queryAs(ComboBox.class).getSelectionModel().select(1);
          robot
              .lookup("#sharing-key")
              .queryAs(javafx.scene.control.TextField.class)
              .setText("/nowhere/key");
        });
    assertTrue(pane.lookupButton(Sharing.SAVE).isDisabled());
    assertEquals("there is no such file", texts(robot, "#sharing-key-problem"));
    robot.interact(() -> robot.lookup("#sharing-flows").queryAs(CheckBox.class).setSelected(false));
    assertFalse(pane.lookupButton(Sharing.SAVE).isDisabled());
    answer(robot, "#sharing", Sharing.CANCEL);
  }

  @Test
  void thereIsNothingToShareBeforeThereIsASource(FxRobot robot) throws Exception {
    press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
    await(() -> said(robot).equals("There is nothing to save yet: open a source first."));
    press(robot, KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
    await(() -> said(robot).equals("There is nothing to link to yet: open a source first."));
  }
}
