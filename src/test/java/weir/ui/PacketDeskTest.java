package weir.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static weir.ui.Fx.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import weir.capture.CaptureFile;
import weir.enrich.Directions;
import weir.ingest.IngestStatus;
import weir.ingest.PacketFiles;
import weir.ingest.Packets;
import weir.query.Filter;
import weir.query.FilterParser;
import weir.query.TimeRange;
import weir.ui.explore.PacketActions;

/// Packets that menus write into files.
@ExtendWith(ApplicationExtension.class)
class PacketDeskTest {
  private static final Path TRAFFIC = Path.of("sample-captures/traffic/mixed.pcap");

  @TempDir private Path folder;
  private @Nullable FileBar shown;
  private final TestWorkspace.Plain source =
      new TestWorkspace.Plain(
          "mixed.pcap", TestWorkspace.status(IngestStatus.State.READY, "ready", 1));

  @Start
  void start(Stage stage) {
    shown = new FileBar("packets");
    stage.setScene(new Scene(shown, 900, 40));
    stage.show();
  }

  private FileBar bar() {
    return Objects.requireNonNull(shown);
  }

  private PacketActions actions(Optional<Wireshark> viewer) {
    return new PacketDesk(
            new FxTasks(), bar(), name -> Optional.of(folder.resolve(name)), () -> viewer)
        .of(() -> source);
  }

  private String said(FxRobot robot) {
    return robot.lookup("#packets .label").queryAs(Label.class).getText();
  }

  private static long packets(Path file) throws IOException {
    long[] packets = new long[1];
    try (CaptureFile capture = CaptureFile.open(file)) {
      capture.readPackets((_, _, _, _) -> packets[0]++);
    }
    return packets[0];
  }

  @Test
  void savesThoseOfTheFlows(FxRobot robot) throws Exception {
    source.packets = PacketFiles.of(List.of(TRAFFIC), Directions.inside(Directions.PRIVATE));
    Filter filter = FilterParser.parse("udp and port 53");
    robot.interact(() -> actions(Optional.empty()).save(filter, TimeRange.ALL));
    await(() -> bar().isVisible() && said(robot).contains("packets saved to"));
    Path saved = folder.resolve("mixed.pcap-packets.pcapng");
    assertTrue(said(robot).startsWith(packets(saved) + " packets"), said(robot));
    assertEquals(80, packets(saved));
    robot.interact(() -> robot.lookup("#packets-close").queryAs(Button.class).fire());
    assertFalse(bar().isVisible());
  }

  @Test
  void whatIsCancelledLeavesNothing(FxRobot robot) throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    source.packets =
        new Packets() {
          @Override
          public String missing(Filter filter) {
            return "";
          }

          @Override
          public Written write(Filter filter, TimeRange range, OutputStream out, Progress progress)
              throws IOException {
            out.write(1);
            try {
              cancelled.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            progress.goOn(0.5, 1);
            throw new AssertionError("it was cancelled");
          }
        };
    PacketActions actions = actions(Optional.empty());
    robot.interact(() -> actions.save(Filter.all(), TimeRange.ALL));
    await(bar()::isVisible);
    robot.interact(() -> robot.lookup("#packets-cancel").queryAs(Button.class).fire());
    cancelled.countDown();
    await(() -> !bar().isVisible());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void menusSayWhyNotInAFewWords(FxRobot robot) {
    source.packets = Packets.none("no packets are kept with these flows: capture them");
    List<MenuItem> items = actions(Optional.empty()).items(Filter.all(), TimeRange.ALL);
    assertTrue(items.stream().skip(1).allMatch(MenuItem::isDisable));
    assertEquals("no packets are kept with these flows", items.getLast().getText());
    source.packets = PacketFiles.of(List.of(TRAFFIC), Directions.inside(Directions.PRIVATE));
    items = actions(Optional.empty()).items(Filter.all(), TimeRange.ALL);
    assertFalse(items.get(1).isDisable());
    assertEquals("Wireshark is not installed here", items.getLast().getText());
    items =
        actions(Optional.of(new Wireshark(Path.of("/usr/bin/wireshark"))))
            .items(Filter.all(), TimeRange.ALL);
    assertEquals("Open in Wireshark", items.getLast().getText());
    assertFalse(items.getLast().isDisable());
  }

  /// A program of that name: it shows that it was given the packets, and the file goes with it.
  @Test
  void wiresharkIsHandedAFileThatGoesWithIt(FxRobot robot) throws Exception {
    Path shown = folder.resolve("shown");
    Path program = folder.resolve("wireshark");
    Files.writeString(program, "#!/bin/sh\ncp \"$1\" '" + shown + "'\n");
    assertTrue(program.toFile().setExecutable(true));
    source.packets = PacketFiles.of(List.of(TRAFFIC), Directions.inside(Directions.PRIVATE));
    Optional<Wireshark> viewer =
        Wireshark.find(Map.of("PATH", folder.toString()), "Linux", Files::isExecutable);
    robot.interact(() -> actions(viewer).view(Filter.all(), TimeRange.ALL));
    await(() -> said(robot).equals("1,600 packets handed to Wireshark"));
    await(() -> shown.toFile().length() > 0);
    assertEquals(1600, packets(shown));
  }

  @Test
  void wiresharkIsFoundWhereInstallersPutIt() {
    assertEquals(
        Optional.of(new Wireshark(Path.of("/Applications/Wireshark.app/Contents/MacOS/Wireshark"))),
        Wireshark.find(
            Map.of("PATH", "/bin"), "Mac OS X", file -> file.startsWith("/Applications")));
    assertEquals(
        Optional.of(new Wireshark(Path.of("C:/P/Wireshark/Wireshark.exe"))),
        Wireshark.find(
            Map.of("ProgramFiles", "C:/P"), "Windows 11", file -> file.endsWith("Wireshark.exe")));
    assertEquals(Optional.empty(), Wireshark.find(Map.of(), "Linux", _ -> false));
  }
}
