package weir.ui.capture;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.capture.live.Doctor;
import weir.ui.control.CheckLine;
import weir.ui.control.Hints;
import weir.ui.control.Menus;

/// What this machine and account lack for capturing, and the commands that mend it.
final class DoctorPane extends VBox {
  private static final Pattern NOTE = Pattern.compile("(.*\\S) +\\(([^()]*)\\)");

  private final Label title = new Label();
  private final VBox findings = new VBox();
  private final Button again = new Button("Look again", new FontIcon(Feather.REFRESH_CW));

  /// @param onAgain looks once more
  DoctorPane(Runnable onAgain) {
    setId("doctor");
    getStyleClass().addAll("checkup", "doctor");
    title.setId("doctor-title");
    title.getStyleClass().add("panel-title");
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    findings.getStyleClass().add("doctor-findings");
    again.setId("doctor-again");
    again.setMinWidth(USE_PREF_SIZE);
    again.setOnAction(_ -> onAgain.run());
    getChildren().addAll(title, findings, again);
  }

  /// They are being looked for.
  void await() {
    again.setDisable(true);
    if (findings.getChildren().isEmpty()) {
      title.setText("Looking at what this account may do…");
    }
  }

  /// @param found the last one says whether packets can be captured
  void show(List<Doctor.Finding> found) {
    boolean focused = again.isFocused();
    again.setDisable(false);
    if (focused) {
      again.requestFocus();
    }
    Doctor.Finding verdict = found.getLast();
    title.setText(
        verdict.good()
            ? "Packets can be captured here: " + verdict.sentence() + "."
            : "This account cannot capture packets yet. What was looked at, and what mends it:");
    findings.getChildren().clear();
    for (Doctor.Finding finding : found.subList(0, found.size() - 1)) {
      findings.getChildren().add(line(finding));
      if (!finding.remedy().isEmpty()) {
        findings.getChildren().add(remedy(finding));
      }
    }
  }

  private static CheckLine line(Doctor.Finding finding) {
    return new CheckLine(finding.what(), finding.good(), "missing", finding.sentence());
  }

  /// To be read, selected and copied; the text field takes what is too long for the window. What
  /// stands in parentheses behind a command is no part of it.
  private static HBox remedy(Doctor.Finding finding) {
    Matcher parts = NOTE.matcher(finding.remedy());
    boolean noted = parts.matches();
    String mends = noted ? parts.group(1) : finding.remedy();
    TextField command = new TextField(mends);
    command.setEditable(false);
    command.getStyleClass().addAll("example", "doctor-command");
    command.setAccessibleText("Command that mends it: " + finding.what());
    HBox.setHgrow(command, Priority.ALWAYS);
    Button copy = new Button("Copy", new FontIcon(Feather.COPY));
    copy.getStyleClass().add("doctor-copy");
    copy.setMinWidth(USE_PREF_SIZE);
    copy.setAccessibleText("Copy the command that mends " + finding.what());
    copy.setTooltip(Hints.of("Copy the command"));
    copy.setOnAction(_ -> Menus.copy(mends));
    Label note = new Label(noted ? parts.group(2) : "");
    note.getStyleClass().add("checkup-good");
    note.setMinWidth(USE_PREF_SIZE);
    HBox line = noted ? new HBox(command, note, copy) : new HBox(command, copy);
    line.getStyleClass().add("doctor-remedy");
    return line;
  }
}
