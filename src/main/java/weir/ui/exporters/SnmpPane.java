package weir.ui.exporters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.doctor.Words;
import weir.exporter.InterfaceNames;
import weir.exporter.NamedInterface;
import weir.flow.IpAddress;
import weir.snmp.Walked;
import weir.ui.control.TableColumns;
import weir.ui.control.Zoom;

/// Asks the chosen exporter by SNMP what its interfaces are called, shows that beside what is
/// known, and gives them those names.
final class SnmpPane extends HBox {
  /// @param known the name that is in force; empty for none
  /// @param told null where the agent has no such interface
  private record Row(long index, String known, Walked.@Nullable Interface told) {
    String name() {
      return told == null ? "" : told.name();
    }

    String description() {
      return told == null ? "" : told.description();
    }

    double speed() {
      return told == null ? 0 : told.speedBitsPerSecond();
    }
  }

  private final SnmpForm form = new SnmpForm(this::ask);
  private final Button ask = new Button();
  private final Button use = new Button("Use these names");
  private final Label state = new Label();
  private final TableView<Row> table =
      TableColumns.table(
          "Interfaces by SNMP",
          "Nobody is asked until you press Ask. What the agent says is shown here first.");
  private final SnmpAsker asker;
  private final Tending.Saying saying;
  private @Nullable IpAddress exporter;
  private @Nullable Runnable stopping;
  private Map<Long, String> known = Map.of();
  private List<Walked.Interface> told = List.of();

  SnmpPane(SnmpAsker asker, Tending.Saying saying) {
    this.asker = asker;
    this.saying = saying;
    getStyleClass().add("exporter-form");
    ask.setId("snmp-ask");
    ask.setOnAction(_ -> pressed());
    ask.setMinWidth(USE_PREF_SIZE);
    use.setId("snmp-use");
    use.setOnAction(_ -> use());
    use.setMinWidth(USE_PREF_SIZE);
    state.setId("snmp-state");
    state.setWrapText(true);
    state.setMinHeight(USE_PREF_SIZE);
    HBox buttons = new HBox(ask, use);
    buttons.getStyleClass().add("interface-fields");
    form.getChildren().addAll(buttons, state);
    ScrollPane scroll = new ScrollPane(form);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().addAll("edge-to-edge", "form-scroll");
    table.getColumns().add(TableColumns.id("ifIndex", 70, Row::index));
    table.getColumns().add(TableColumns.text("Name now", 140, Row::known));
    table.getColumns().add(TableColumns.text("Name by SNMP", 140, Row::name));
    table
        .getColumns()
        .add(
            TableColumns.number(
                "Speed", 100, Row::speed, n -> InterfaceTable.speed(n.doubleValue())));
    table.getColumns().add(TableColumns.text("Description", 200, Row::description));
    Zoom.columns(table);
    HBox.setHgrow(table, Priority.ALWAYS);
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(scroll, table);
    idle();
  }

  /// Where one begins to type.
  void focus() {
    form.focus();
  }

  /// @param now the exporter that is looked at, and the names in force of its interfaces
  void show(IpAddress now, Map<Long, String> names) {
    if (!now.equals(exporter)) {
      stop();
      exporter = now;
      told = List.of();
      form.reset(now);
      say("", false);
    }
    if (!names.equals(known) || table.getItems().isEmpty()) {
      known = Map.copyOf(names);
      fill();
    }
  }

  private void pressed() {
    if (stopping == null) {
      ask();
    } else {
      stop();
      say("Stopped.", false);
    }
  }

  private void ask() {
    if (stopping == null && form.complete().get() && exporter != null) {
      say("Asking…", false);
      stopping =
          asker.ask(
              form.request(),
              count -> say(Words.count(count, "interface", "interfaces") + " so far…", false),
              this::answered,
              sentence -> {
                idle();
                say(sentence, true);
              });
      ask.disableProperty().unbind();
      ask.setDisable(false);
      ask.setText("Stop");
      ask.setGraphic(new FontIcon(Feather.SQUARE));
    }
  }

  private void stop() {
    Runnable running = stopping;
    idle();
    if (running != null) {
      running.run();
    }
  }

  private void idle() {
    stopping = null;
    ask.setText("Ask");
    ask.setGraphic(new FontIcon(Feather.HELP_CIRCLE));
    ask.disableProperty().bind(form.complete().not());
    use.setDisable(told.stream().allMatch(one -> one.name().isEmpty()));
  }

  private void answered(Walked walked) {
    told = walked.interfaces();
    idle();
    fill();
    say(
        (walked.name().isEmpty() ? "It" : walked.name())
            + (walked.location().isEmpty() ? "" : " (" + walked.location() + ")")
            + " has "
            + Words.count(told.size(), "interface", "interfaces")
            + (walked.whole() ? "." : ", and more that are left out."),
        false);
  }

  private void use() {
    IpAddress of = exporter;
    if (of != null) {
      List<NamedInterface> list = new ArrayList<>();
      told.forEach(
          one ->
              list.add(
                  new NamedInterface(
                      of,
                      one.index(),
                      one.name(),
                      one.description(),
                      one.speedBitsPerSecond(),
                      NamedInterface.Role.UNKNOWN)));
      saying.say(of, InterfaceNames.said(list));
      say("The names are in force, for flows that are stored, too.", false);
    }
  }

  private void say(String sentence, boolean wrong) {
    state.setText(sentence);
    state.getStyleClass().setAll("label", wrong ? "problem" : "form-note");
    state.setManaged(!sentence.isEmpty());
    state.setVisible(!sentence.isEmpty());
  }

  private void fill() {
    Map<Long, Walked.Interface> by = new TreeMap<>();
    told.forEach(one -> by.put(one.index(), one));
    TreeSet<Long> indexes = new TreeSet<>(by.keySet());
    indexes.addAll(known.keySet());
    table
        .getItems()
        .setAll(
            indexes.stream()
                .map(index -> new Row(index, known.getOrDefault(index, ""), by.get(index)))
                .toList());
  }
}
