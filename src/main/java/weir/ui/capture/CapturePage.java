package weir.ui.capture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.capture.live.AdapterState;
import weir.capture.live.Doctor;
import weir.ui.control.Hints;

/// Capturing on this machine: its adapters with what they carry at the moment, options, and what is
/// missing where nothing can be captured. It looks at the adapters once a second while it is seen.
public final class CapturePage extends ScrollPane {
  /// What is done for it, off the JavaFX thread where it takes a while.
  public interface Actions {
    /// Captures.
    void start(CaptureEntry entry, List<String> adapters);

    /// Looks at the adapters; what comes of it is given to [CapturePage#show(List, long)].
    void look();

    /// Looks at what is missing; what comes of it is given to [CapturePage#show(List)].
    void examine();

    /// Has a filter checked; what comes of it is given to [CapturePage#problem].
    void check(String filter, List<String> adapters);

    void leave();
  }

  private static final String SUBTITLE =
      "Packets of its network adapters become flows, second by second. Nothing leaves it, and Weir"
          + " need not run as root.";

  private static final String EVERY = "any";

  private final Actions actions;
  private final AdapterHistory history = new AdapterHistory();
  private final Map<String, AdapterRow> rows = new LinkedHashMap<>();
  private final VBox list = new VBox();
  private final Label nothing = new Label();
  private final CaptureForm form;
  private final TitledPane options = new TitledPane();
  private final DoctorPane doctor;
  private final Button start = new Button("Start", new FontIcon(Feather.PLAY));
  private final Button diagnose =
      new Button("What may this account do?", new FontIcon(Feather.LIFE_BUOY));
  private final Timeline pulse;

  /// Ticked, those too that are not there at the moment.
  private final Set<String> ticked = new HashSet<>();

  private boolean choosing;

  public CapturePage(Actions actions) {
    this.actions = actions;
    form = new CaptureForm(text -> actions.check(text, List.copyOf(ticked)), this::start);
    doctor = new DoctorPane(this::examine);
    getStyleClass().addAll("edge-to-edge", "listen-scroll");
    setFitToWidth(true);
    setFitToHeight(true);
    Label title = new Label("Capture on this machine");
    title.getStyleClass().add("start-title");
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    Label subtitle = new Label(SUBTITLE);
    subtitle.getStyleClass().add("start-subtitle");
    subtitle.setWrapText(true);
    subtitle.setMinHeight(USE_PREF_SIZE);
    list.setId("adapters");
    list.getStyleClass().add("adapter-list");
    nothing.setId("adapters-none");
    nothing.getStyleClass().add("form-note");
    nothing.setWrapText(true);
    nothing.setMinHeight(USE_PREF_SIZE);
    options.setId("capture-options");
    options.setContent(form);
    options.setExpanded(false);
    options.setAnimated(false);
    show(doctor, false);
    VBox box = new VBox(title, subtitle, doctor, head(), list, nothing, options, buttons());
    box.getStyleClass().addAll("listen-form", "capture-form");
    VBox page = new VBox(box);
    page.getStyleClass().addAll("listen-page", "capture-page");
    setContent(page);
    form.onChange(this::changed);
    form.valid().addListener((_, _, _) -> changed());
    say("Looking for adapters…");
    setOnKeyPressed(
        key -> {
          if (key.getCode() == KeyCode.ESCAPE) {
            actions.leave();
            key.consume();
          }
        });
    pulse = new Timeline(new KeyFrame(Duration.seconds(1), _ -> look()));
    pulse.setCycleCount(Animation.INDEFINITE);
    sceneProperty().addListener((_, _, scene) -> seen(scene != null));
    // What is within a ScrollPane is in the window some moments after it.
    start.sceneProperty().addListener((_, _, _) -> start.requestFocus());
    changed();
  }

  private static HBox head() {
    Label adapters = new Label("ADAPTERS");
    adapters.getStyleClass().add("section-title");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label minute = new Label("the last minute, and now: in above, out below");
    minute.getStyleClass().add("adapter-legend");
    HBox head = new HBox(adapters, space, minute);
    head.getStyleClass().add("adapter-head");
    head.setAlignment(Pos.BASELINE_LEFT);
    return head;
  }

  private FlowPane buttons() {
    start.setId("capture-start");
    start.setDefaultButton(true);
    start.setMinWidth(USE_PREF_SIZE);
    start.setOnAction(_ -> start());
    Button leave = new Button("Cancel");
    leave.setId("capture-cancel");
    leave.setMinWidth(USE_PREF_SIZE);
    leave.setOnAction(_ -> actions.leave());
    diagnose.setId("capture-doctor");
    diagnose.getStyleClass().add("flat");
    diagnose.setTooltip(Hints.of("What is missing for capturing, and the commands that mend it"));
    diagnose.setOnAction(_ -> diagnose());
    FlowPane buttons = new FlowPane(start, leave, diagnose);
    buttons.getStyleClass().add("capture-buttons");
    return buttons;
  }

  private static void show(Region node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private void seen(boolean now) {
    if (now) {
      look();
      pulse.play();
    } else {
      pulse.stop();
    }
  }

  private void look() {
    actions.look();
  }

  private void diagnose() {
    boolean now = !doctor.isVisible();
    show(doctor, now);
    if (now) {
      examine();
    }
  }

  private void examine() {
    doctor.await();
    actions.examine();
  }

  /// What is missing by now; shown by itself where nothing can be captured.
  public void show(List<Doctor.Finding> findings) {
    doctor.show(findings);
    if (!findings.getLast().good()) {
      show(doctor, true);
    }
  }

  /// The adapters as they are now.
  ///
  /// @param nanos when, on a clock that only goes forward
  public void show(List<AdapterState> now, long nanos) {
    history.look(now, nanos);
    List<AdapterHistory.Line> lines = history.lines();
    List<AdapterRow> shown = new ArrayList<>();
    for (AdapterHistory.Line line : lines) {
      AdapterRow row = rows.computeIfAbsent(line.state().name(), this::row);
      row.show(line);
      shown.add(row);
    }
    boolean first = choosing;
    choosing = false;
    if (first) {
      chooseLikely();
    }
    arrange(shown);
    say(
        lines.isEmpty()
            ? "No adapter is found. Plug one in, or switch one on: it is shown here as soon as it"
                + " is there."
            : lines.stream().noneMatch(line -> line.state().traffic().isPresent())
                ? "How much they carry is not told by this system before a capture is started."
                : "");
    changed();
    if (first) {
      start.requestFocus(); // before, it could not be pressed
    }
  }

  /// The keyboard belongs to what starts a capture, whether the adapters or the page come first.
  @Override
  public void requestFocus() {
    start.requestFocus();
  }

  /// A node that leaves its parent loses the keyboard, so what stays is left alone.
  private void arrange(List<AdapterRow> shown) {
    if (list.getChildren().equals(shown)) {
      return;
    }
    AdapterRow focused = shown.stream().filter(AdapterRow::isFocused).findFirst().orElse(null);
    list.getChildren().setAll(shown);
    Set<String> names = new HashSet<>();
    shown.forEach(row -> names.add(row.adapter()));
    rows.keySet().retainAll(names);
    if (focused != null) {
      focused.requestFocus();
    }
  }

  private AdapterRow row(String adapter) {
    AdapterRow row = new AdapterRow(adapter, this::startOn);
    row.setSelected(ticked.contains(adapter));
    row.selectedProperty()
        .addListener(
            (_, _, now) -> {
              if (now) {
                ticked.add(adapter);
                leaveOut(adapter);
              } else {
                ticked.remove(adapter);
              }
              changed();
              form.ask();
            });
    return row;
  }

  /// What stands for all has the packets of each already.
  private void leaveOut(String chosen) {
    rows.values().stream()
        .filter(row -> row.adapter().equals(EVERY) != chosen.equals(EVERY))
        .forEach(row -> row.setSelected(false));
    if (chosen.equals(EVERY)) {
      ticked.retainAll(Set.of(EVERY));
    } else {
      ticked.remove(EVERY);
    }
  }

  private void say(String sentence) {
    nothing.setText(sentence);
    show(nothing, !sentence.isEmpty());
  }

  private List<String> chosen() {
    return rows.values().stream()
        .filter(AdapterRow::isSelected)
        .map(AdapterRow::adapter)
        .sorted()
        .toList();
  }

  private void changed() {
    List<String> chosen = chosen();
    start.setDisable(chosen.isEmpty() || !form.valid().get());
    start.setText(
        chosen.isEmpty()
            ? "Choose an adapter"
            : chosen.size() <= 3
                ? "Start on " + String.join(", ", chosen)
                : "Start on " + chosen.size() + " adapters");
    String summary = form.entry().summary();
    options.setText(summary.isEmpty() ? "Options" : "Options: " + summary);
  }

  private void startOn(AdapterRow row) {
    row.setSelected(true);
    start();
  }

  private void start() {
    if (!start.isDisabled()) {
      actions.start(form.entry(), chosen());
    }
  }

  /// What came of checking a filter.
  ///
  /// @param sentence empty where nothing is wrong
  public void problem(String filter, String sentence) {
    form.problem(filter, sentence);
  }

  /// Shows what was chosen last.
  ///
  /// @param adapters none for the one that is likely meant
  public void show(CaptureEntry entry, List<String> adapters) {
    form.show(entry);
    ticked.clear();
    ticked.addAll(adapters);
    rows.values().forEach(row -> row.setSelected(ticked.contains(row.adapter())));
    choosing = true;
    form.ask();
    examine();
    start.requestFocus();
  }

  /// What was chosen last may not be there any more.
  private void chooseLikely() {
    if (chosen().isEmpty()) {
      Optional.ofNullable(history.likely().orElse(null))
          .map(rows::get)
          .ifPresent(row -> row.setSelected(true));
    }
  }
}
