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
import weir.ui.control.Hints;

/// Where ranges that move along end, whether steps of charts are as fine as flows tell, and when
/// flows count.
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
            model.time().setAsOf(one);
          });
      model.time().asOfProperty().subscribe(now -> button.setSelected(now == one));
      choices.getChildren().add(button);
    }
    CheckBox coarser = new CheckBox();
    coarser.setId("least-step");
    coarser.setWrapText(true);
    coarser.managedProperty().bind(coarser.visibleProperty());
    Runnable steps =
        () -> {
          long least = model.time().leastStep();
          long step = least > 0 ? least : model.time().advisedStepProperty().get();
          coarser.setVisible(step > 0);
          coarser.setText(
              "Steps of "
                  + words(step)
                  + " at least"
                  + (step == model.time().advisedStepProperty().get()
                      ? ": 95 of 100 flows were exported within that"
                      : ""));
          coarser.setSelected(least > 0);
        };
    model.time().advisedStepProperty().subscribe(steps);
    model.time().leastStepProperty().subscribe(steps);
    steps.run();
    coarser.setOnAction(
        _ ->
            model
                .time()
                .setLeastStep(coarser.isSelected() ? model.time().advisedStepProperty().get() : 0));
    CheckBox spread = new CheckBox("Spread flows over the time that they took");
    spread.setId("spread");
    spread.setWrapText(true);
    spread.setTooltip(
        Hints.of(
            "What a flow has sent counts evenly from its start to its end, not when its export"
                + " came. What lies outside of the range is left out."));
    model.time().spreadProperty().subscribe(spread::setSelected);
    spread.setOnAction(_ -> model.time().setSpread(spread.isSelected()));
    getChildren().addAll(ends, choices, coarser, spread);
  }

  private static String words(long nanos) {
    Duration length = Duration.ofNanos(nanos);
    return length.toSeconds() % 3600 == 0
        ? length.toHours() + " h"
        : length.toSeconds() % 60 == 0 ? length.toMinutes() + " min" : length.toSeconds() + " s";
  }
}
