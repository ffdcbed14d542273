package weir.ui.capture;

import java.io.File;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.ui.control.CheckedField;
import weir.ui.control.Hints;

/// The options of a capture.
final class CaptureForm extends VBox {
  /// Typing rests for so long before a filter is checked.
  private static final Duration CALM = Duration.millis(300);

  private final CheckedField filter;
  private final CheckBox ownPackets = new CheckBox("Only packets from and to this machine");
  private final CheckBox programs = new CheckBox("Find out which programs flows belong to");
  private final CheckBox everyPacket = new CheckBox("Keep every packet as a flow of its own");
  private final CheckedField octets;
  private final CheckedField buffer;
  private final CheckedField oneIn;
  private final CheckedField packets;
  private final CheckedField folder;
  private final PauseTransition calm = new PauseTransition(CALM);
  private final Consumer<String> onFilter;

  /// Held here: what listens to it does not hold it.
  private final BooleanExpression valid;

  /// What is known to be wrong with a filter; empty for nothing.
  private String checked = "";

  private String problem = "";

  /// @param onFilter has a filter checked; what comes of it is given to [#problem]
  /// @param onEnter called for what is typed
  CaptureForm(Consumer<String> onFilter, Runnable onEnter) {
    this.onFilter = onFilter;
    getStyleClass().add("capture-options");
    filter =
        new CheckedField(
            "capture-filter",
            "Only such packets, in tcpdump's language",
            "all packets; for example: tcp port 443",
            this::checkFilter,
            onEnter);
    octets = number("capture-octets", "Octets kept of each packet", 64, 262_144, "octets", onEnter);
    buffer = number("capture-buffer", "Buffer, in MiB", 1, 2_000, "MiB", onEnter);
    oneIn = number("capture-one-in", "One packet of", 1, 1_000_000, "packets", onEnter);
    packets =
        new CheckedField(
            "capture-packets",
            "Keep the packets, too, in MiB at most",
            "no packets; for example: 1024",
            text -> {
              int _ = CaptureEntry.packets(text);
            },
            onEnter);
    folder =
        new CheckedField(
            "capture-folder",
            "Keep the flows in a folder",
            "for the time being; saved or discarded when it is closed",
            text -> Objects.requireNonNull(CaptureEntry.folder(text)),
            onEnter);
    ownPackets.setId("capture-own");
    ownPackets.setTooltip(
        Hints.of(
            "Otherwise the adapters take all packets that pass them (promiscuous mode). On a switch"
                + " or on Wi-Fi that is hardly more."));
    programs.setId("capture-programs");
    programs.setTooltip(
        Hints.of(
            "Of this machine's own connections, on Linux; of those of other accounts only where"
                + " Weir may."));
    everyPacket.setId("capture-every");
    everyPacket.setTooltip(
        Hints.of(
            "Otherwise packets of one second whose headers say the same are one flow, which takes a"
                + " fraction of the room."));
    Button choose = new Button("Choose…", new FontIcon(Feather.FOLDER));
    choose.setId("capture-choose");
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(_ -> choose());
    HBox.setHgrow(folder, Priority.ALWAYS);
    HBox where = new HBox(folder, choose);
    where.getStyleClass().add("capture-where");
    HBox numbers = new HBox(octets, buffer, oneIn);
    numbers.getStyleClass().add("connect-pair");
    Label note =
        new Label(
            "Headers are within 256 octets; whole packets are taken where they are kept, the newest"
                + " ones, to be saved or opened in Wireshark. With one packet of N, taken at"
                + " random, sums are multiplied by N.");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    note.getStyleClass().add("form-note");
    getChildren().addAll(filter, ownPackets, programs, everyPacket, numbers, note, packets, where);
    BooleanExpression all = Bindings.createBooleanBinding(() -> true);
    for (CheckedField field : fields()) {
      all = all.and(field.valid());
    }
    valid = all;
    calm.setOnFinished(_ -> ask());
    filter
        .textProperty()
        .addListener(
            (_, _, _) -> {
              problem("", "");
              calm.playFromStart();
            });
  }

  private static CheckedField number(
      String id, String label, int least, int most, String what, Runnable onEnter) {
    CheckedField field =
        new CheckedField(
            id, label, "", text -> CaptureEntry.number(text, least, most, what), onEnter);
    HBox.setHgrow(field, Priority.ALWAYS);
    return field;
  }

  private void choose() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle("Keep the flows in a folder: a data set, or an empty one");
    File chosen = chooser.showDialog(getScene().getWindow());
    if (chosen != null) {
      folder.reset(chosen.toString());
    }
  }

  private void checkFilter(String text) {
    if (!problem.isEmpty() && text.strip().equals(checked)) {
      throw new IllegalArgumentException(problem);
    }
  }

  /// Has the filter checked, unless names would have to be looked up for it.
  void ask() {
    String text = filter.text();
    if (!text.isEmpty() && !CaptureEntry.namesHosts(text)) {
      onFilter.accept(text);
    }
  }

  /// What came of checking a filter.
  ///
  /// @param sentence empty where nothing is wrong
  void problem(String text, String sentence) {
    checked = text;
    problem = sentence;
    filter.check();
  }

  /// Whether all that is typed can be used.
  BooleanExpression valid() {
    return valid;
  }

  private List<CheckedField> fields() {
    return List.of(filter, octets, buffer, oneIn, packets, folder);
  }

  /// @param action called when something else is typed or ticked
  void onChange(Runnable action) {
    for (CheckedField field : fields()) {
      field.textProperty().addListener((_, _, _) -> action.run());
    }
    for (CheckBox box : List.of(ownPackets, programs, everyPacket)) {
      box.selectedProperty().addListener((_, _, _) -> action.run());
    }
  }

  CaptureEntry entry() {
    return new CaptureEntry(
        filter.text(),
        ownPackets.isSelected(),
        octets.text(),
        buffer.text(),
        oneIn.text(),
        programs.isSelected(),
        everyPacket.isSelected(),
        packets.text(),
        folder.text());
  }

  void show(CaptureEntry entry) {
    filter.reset(entry.filter());
    ownPackets.setSelected(entry.ownPackets());
    octets.reset(entry.octets());
    buffer.reset(entry.buffer());
    oneIn.reset(entry.oneIn());
    programs.setSelected(entry.programs());
    everyPacket.setSelected(entry.everyPacket());
    packets.reset(entry.packets());
    folder.reset(entry.folder());
  }
}
