package weir.ui.exporters;

import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.flow.IpAddress;
import weir.snmp.Access.Privacy;
import weir.snmp.Access.Proof;
import weir.snmp.Agent;
import weir.ui.control.CheckedField;

/// The fields of how an agent is asked.
final class SnmpForm extends VBox {
  private enum Version {
    V2C("Version 2c"),
    V3("Version 3");

    private final String label;

    Version(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  private final CheckedField host;
  private final CheckedField port;
  private final ComboBox<Version> version = choice("snmp-version", "Version", Version.values());
  private final CheckedField community;
  private final CheckedField user;
  private final ComboBox<Proof> proof = choice("snmp-proof", "Proof", Proof.values());
  private final CheckedField password;
  private final ComboBox<Privacy> privacy = choice("snmp-privacy", "Encryption", Privacy.values());
  private final CheckedField encrypting;
  private final CheckBox keep = new CheckBox("Keep in the keyring");
  private final SimpleBooleanProperty complete = new SimpleBooleanProperty();

  SnmpForm(Runnable onEnter) {
    getStyleClass().add("form-fields");
    host = new CheckedField("snmp-host", "Address of the agent", "", SnmpForm::filled, onEnter);
    port = new CheckedField("snmp-port", "UDP port", "161", SnmpForm::port, onEnter);
    community = CheckedField.secret("snmp-community", "Community", "as kept", onEnter);
    user = new CheckedField("snmp-user", "User", "who may read", SnmpForm::filled, onEnter);
    password = CheckedField.secret("snmp-password", "Password", "as kept", onEnter);
    encrypting =
        CheckedField.secret("snmp-encrypting", "Password that encrypts", "as kept", onEnter);
    port.reset(Integer.toString(Agent.PORT));
    port.getStyleClass().add("narrow");
    HBox.setHgrow(host, Priority.ALWAYS);
    HBox place = new HBox(host, port);
    place.getStyleClass().add("interface-fields");
    keep.setId("snmp-keep");
    version.setValue(Version.V2C);
    proof.setValue(Proof.SHA256);
    privacy.setValue(Privacy.AES);
    getChildren()
        .addAll(
            place,
            titled("Version", version),
            community,
            user,
            titled("Proof", proof),
            password,
            titled("Encryption", privacy),
            encrypting,
            keep);
    version.valueProperty().addListener((_, _, _) -> arrange());
    privacy.valueProperty().addListener((_, _, _) -> arrange());
    host.valid().addListener((_, _, _) -> look());
    port.valid().addListener((_, _, _) -> look());
    user.valid().addListener((_, _, _) -> look());
    user.check();
    user.quiet();
    arrange();
  }

  private static <T> ComboBox<T> choice(String id, String name, T[] values) {
    ComboBox<T> box = new ComboBox<>();
    box.getItems().setAll(values);
    box.setId(id);
    box.setAccessibleText(name);
    box.setMaxWidth(Double.MAX_VALUE);
    return box;
  }

  private static VBox titled(String title, ComboBox<?> box) {
    Label label = new Label(title);
    label.setLabelFor(box);
    VBox field = new VBox(label, box);
    field.getStyleClass().add("checked-field");
    return field;
  }

  private static void filled(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("Something must stand here");
    }
  }

  private static int port(String text) {
    String digits = text.strip();
    int port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > 0xffff) {
      throw new IllegalArgumentException("A port is 1 to 65535");
    }
    return port;
  }

  private void arrange() {
    boolean three = version.getValue() == Version.V3;
    show(community, !three);
    for (Node node : new Node[] {user, proof.getParent(), password, privacy.getParent()}) {
      show(node, three);
    }
    show(encrypting, three && privacy.getValue() != Privacy.NONE);
    look();
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private void look() {
    boolean known = version.getValue() == Version.V2C || user.valid().get();
    complete.set(host.valid().get() && port.valid().get() && known);
  }

  /// Whether somebody can be asked.
  BooleanExpression complete() {
    return complete;
  }

  /// Another exporter is to be asked: its agent is at its address, as far as anybody knows.
  void reset(IpAddress exporter) {
    host.reset(exporter.toString());
    community.reset("");
    password.reset("");
    encrypting.reset("");
  }

  void focus() {
    (version.getValue() == Version.V2C ? community : user).requestFocus();
  }

  SnmpRequest request() {
    boolean three = version.getValue() == Version.V3;
    boolean encrypted = three && privacy.getValue() != Privacy.NONE;
    return new SnmpRequest(
        host.text(),
        port(port.text()),
        three ? user.text() : "",
        proof.getValue(),
        privacy.getValue(),
        three ? password.typed() : community.typed(),
        encrypted ? encrypting.typed() : "",
        keep.isSelected());
  }
}
