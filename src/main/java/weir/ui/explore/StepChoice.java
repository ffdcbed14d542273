package weir.ui.explore;

import java.time.Duration;
import java.util.Locale;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import weir.query.AsOf;

/// Where ranges that move along end, and whether steps of charts are as fine as flows tell.
final class StepChoice extends VBox {
  StepChoice(ExploreModel model) {
    getStyleClass().add("step-choice");
    Label ends = new Label("The last minutes, hours, days end with");
    ends.getStyleClass().add("range-zone");
    HBox choices = new HBox();
    ToggleGroup group = new ToggleGroup();
    AsOf[] all = AsOf.values();
    for (AsOf one : all) {
      ToggleButton button = new ToggleButton(one.label());
      button.setId("as-of-" + one.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      button
          .getStyleClass()
          .add(
              one == all[0]
                  ? "left-pill"
                  : one == all[all.length - 1] ? "right-pill" : "center-pill");
      button.setToggleGroup(group);
      button.setMinWidth(USE_PREF_SIZE);
      button.setOnAction(
          _ -> {
            button.setSelected(true);
            model.setAsOf(one);
          });
      model.asOfProperty().subscribe(now -> button.setSelected(now == one));
      choices.getChildren().add(button);
    }
    CheckBox coarser = new CheckBox();
    coarser.setId("least-step");
    coarser.setWrapText(true);
    coarser.managedProperty().bind(coarser.visibleProperty());
    model
        .advisedStepProperty()
        .subscribe(
            step -> {
              long advised = step.longValue();
              coarser.setVisible(advised > 0);
              coarser.setText(
                  "Steps of "
                      + words(advised)
                      + " at least: 95 of 100 flows were exported within that");
              coarser.setSelected(advised > 0 && model.leastStep() == advised);
            });
    coarser.setOnAction(
        _ -> model.setLeastStep(coarser.isSelected() ? model.advisedStepProperty().get() : 0));
    getChildren().addAll(ends, choices, coarser);
  }

  private static String words(long nanos) {
    Duration length = Duration.ofNanos(nanos);
    return length.toSeconds() % 3600 == 0
        ? length.toHours() + " h"
        : length.toSeconds() % 60 == 0 ? length.toMinutes() + " min" : length.toSeconds() + " s";
  }
}
