package weir.ui.remotes;

import java.io.File;
import java.util.List;
import java.util.Set;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import weir.store.Remote;
import weir.ui.control.CheckedField;
import weir.ui.control.Hints;

/// The fields of a connection. Each says in words what is wrong with it, as one types.
final class ConnectForm extends VBox {
  private final CheckedField name;
  private final CheckedField nodes;
  private final CheckedField user;
  private final CheckedField password;
  private final CheckedField database;
  private final CheckedField table;
  private final CheckedField authorities;
  private final CheckedField certificate;
  private final CheckedField key;
  private final ToggleButton https = new ToggleButton("https");
  private final ToggleButton http = new ToggleButton("http");
  private final CheckBox unverified = new CheckBox("Do not verify the server's certificate");
  private final Label open =
      note("Over http, the password and the flows can be read on their way through the network.");
  private final Label blind =
      note(
          "Whoever stands between here and the server can then read the password and make up flows."
              + " A file of authorities is the better way.");
  private final TitledPane certificates = new TitledPane();
  private final Label place = new Label();
  private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper();
  private Set<String> taken = Set.of();
  private boolean filling;

  /// A field cannot be changed while it tells of a change.
  private final PauseTransition pasted = new PauseTransition(Duration.millis(20));

  /// @param onEnter called for what is typed
  ConnectForm(Runnable onEnter) {
    getStyleClass().add("connect-fields");
    nodes =
        new CheckedField(
            "connect-nodes",
            "Servers that hold the same, or an address as http[s]://USER@HOST/DATABASE",
            "ch1.example, ch2.example",
            ConnectForm.this::requireServers,
            onEnter);
    name = new CheckedField("connect-name", "Name", "", this::requireFree, onEnter);
    user = new CheckedField("connect-user", "User", "default", t -> plain("user", t), onEnter);
    password = CheckedField.secret("connect-password", "Password", "", onEnter);
    database =
        new CheckedField(
            "connect-database", "Database", "the user's own", t -> plain("database", t), onEnter);
    table =
        new CheckedField(
            "connect-table", "Table", "the only one of flows", t -> plain("table", t), onEnter);
    authorities = file("connect-authorities", "Certificates of who is believed (PEM)", onEnter);
    certificate = file("connect-certificate", "Own certificate (PEM)", onEnter);
    key = file("connect-key", "Its private key (PEM)", onEnter);
    place.getStyleClass().add("form-note");
    place.setWrapText(true);
    place.setMinHeight(USE_PREF_SIZE);
    unverified.setId("connect-unverified");
    certificates.setId("connect-certificates");
    certificates.setText("Certificates");
    certificates.setAnimated(false);
    certificates.setExpanded(false);
    VBox trust =
        new VBox(browsed(authorities), pair(browsed(certificate), browsed(key)), unverified, blind);
    trust.getStyleClass().add("connect-trust");
    certificates.setContent(trust);
    getChildren()
        .addAll(
            servers(),
            open,
            pair(user, password),
            place,
            pair(database, table),
            name,
            certificates);
    for (CheckedField field : all()) {
      field.textProperty().addListener((_, _, _) -> changed());
    }
    nodes
        .textProperty()
        .addListener(
            (_, before, now) -> {
              if (now.length() > before.length() + 1) {
                pasted.playFromStart();
              }
            });
    pasted.setOnFinished(_ -> spread());
    nodes
        .focusWithinProperty()
        .addListener(
            (_, _, within) -> {
              if (!within) {
                spread();
              }
            });
    unverified.selectedProperty().addListener((_, _, _) -> changed());
    https.selectedProperty().addListener((_, _, _) -> changed());
    show(RemoteEntry.EMPTY, "");
  }

  private List<CheckedField> all() {
    return List.of(nodes, name, user, password, database, table, authorities, certificate, key);
  }

  private static CheckedField file(String id, String label, Runnable onEnter) {
    return new CheckedField(id, label, "none", RemoteEntry::file, onEnter);
  }

  private static Label note(String text) {
    Label note = new Label(text, new FontIcon(Feather.ALERT_TRIANGLE));
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    note.getStyleClass().add("connect-warning");
    return note;
  }

  private VBox protocols() {
    ToggleGroup group = new ToggleGroup();
    https.setId("connect-https");
    http.setId("connect-http");
    https.getStyleClass().add("left-pill");
    http.getStyleClass().add("right-pill");
    for (ToggleButton button : List.of(https, http)) {
      button.setToggleGroup(group);
      button.setMinWidth(USE_PREF_SIZE);
      button.setOnAction(_ -> button.setSelected(true)); // a click on the chosen one leaves it
    }
    HBox row = new HBox(https, http);
    Label label = new Label("Over");
    label.setLabelFor(https);
    VBox box = new VBox(label, row);
    box.getStyleClass().addAll("checked-field", "connect-protocol");
    box.setMinWidth(USE_PREF_SIZE);
    return box;
  }

  private HBox servers() {
    HBox servers = pair(nodes, protocols());
    nodes.setPrefWidth(560);
    return servers;
  }

  private static HBox pair(Node left, Node right) {
    HBox pair = new HBox(left, right);
    pair.getStyleClass().add("connect-pair");
    for (Node node : List.of(left, right)) {
      if (!node.getStyleClass().contains("connect-protocol")) {
        HBox.setHgrow(node, Priority.ALWAYS);
        ((Region) node).setPrefWidth(200); // the same share for both
      }
    }
    return pair;
  }

  private HBox browsed(CheckedField field) {
    Button browse = new Button("", new FontIcon(Feather.FOLDER));
    browse.getStyleClass().addAll("button-icon", "flat");
    browse.setAccessibleText("Choose a file");
    browse.setTooltip(Hints.of("Choose a file"));
    browse.setMinWidth(USE_PREF_SIZE);
    browse.setOnAction(
        _ -> {
          FileChooser chooser = new FileChooser();
          chooser.setTitle("Choose a file with certificates or a key");
          File chosen = chooser.showOpenDialog(getScene().getWindow());
          if (chosen != null) {
            field.reset(chosen.getAbsolutePath());
          }
        });
    HBox row = new HBox(field, browse);
    row.getStyleClass().add("connect-file");
    row.setAlignment(Pos.BOTTOM_LEFT);
    HBox.setHgrow(field, Priority.ALWAYS);
    return row;
  }

  private void requireServers(String typed) {
    if (RemoteEntry.isAddress(typed)) {
      var _ = typed().pasted(typed);
    } else {
      var _ = typed().servers();
    }
  }

  private void requireFree(String typed) {
    if (taken.contains(typed.strip())) {
      throw new IllegalArgumentException("Another connection has this name: choose one of its own");
    }
  }

  private static void plain(String what, String typed) {
    if (!typed.strip().matches("[^@:/?#&,]*")) {
      throw new IllegalArgumentException(
          "A " + what + " cannot have the characters @ : / ? # & , in its name here");
    }
  }

  /// An address where servers are named says more than servers: every field gets its part, once it
  /// is whole.
  private void spread() {
    if (RemoteEntry.isAddress(nodes.text())) {
      fill(entry());
    }
  }

  private void changed() {
    if (filling) {
      return;
    }
    RemoteEntry typed = entry();
    String proposed = typed.suggestion(taken);
    name.prompt(proposed.isEmpty() ? "its server" : proposed);
    certificates.setVisible(typed.secure());
    certificates.setManaged(typed.secure());
    show(open, typed.isOpenToOthers());
    show(blind, unverified.isSelected());
    boolean fields = all().stream().allMatch(field -> field.valid().get());
    valid.set(fields && isWhole(typed));
  }

  private boolean isWhole(RemoteEntry typed) {
    try {
      return !taken.contains(typed.remote(taken).name());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void show(Label note, boolean shown) {
    note.setVisible(shown);
    note.setManaged(shown);
  }

  private RemoteEntry entry() {
    RemoteEntry typed = typed();
    try {
      return RemoteEntry.isAddress(typed.nodes()) ? typed.pasted(typed.nodes()) : typed;
    } catch (IllegalArgumentException e) {
      return typed; // its field says what is wrong
    }
  }

  private RemoteEntry typed() {
    return new RemoteEntry(
        name.text(),
        https.isSelected(),
        nodes.text(),
        user.text(),
        database.text(),
        table.text(),
        !unverified.isSelected(),
        authorities.text(),
        certificate.text(),
        key.text());
  }

  private void fill(RemoteEntry entry) {
    filling = true;
    try {
      name.reset(entry.name());
      (entry.secure() ? https : http).setSelected(true);
      nodes.reset(entry.nodes());
      user.reset(entry.user());
      database.reset(entry.database());
      table.reset(entry.table());
      unverified.setSelected(!entry.verified());
      authorities.reset(entry.authorities());
      certificate.reset(entry.certificate());
      key.reset(entry.key());
    } finally {
      filling = false;
    }
    all().forEach(CheckedField::check);
    changed();
  }

  void show(RemoteEntry entry, String newPassword) {
    password.reset(newPassword);
    fill(entry);
    if (entry.nodes().isEmpty()) {
      nodes.quiet(); // nothing is wrong before anything is typed
    }
    certificates.setExpanded(
        !entry.verified() || !(entry.authorities() + entry.certificate() + entry.key()).isEmpty());
  }

  /// Names that other connections have.
  void taken(Set<String> names) {
    taken = Set.copyOf(names);
    name.check();
    changed();
  }

  /// Where passwords are kept, in words that end a sentence.
  void place(String words) {
    place.setText("The password is kept " + words + ".");
  }

  /// The password that was kept, unless one is typed meanwhile.
  void password(String kept) {
    if (password.typed().isEmpty()) {
      password.reset(kept);
    }
  }

  String password() {
    return password.typed();
  }

  /// Takes a table that was found.
  void choose(String newDatabase, String newTable) {
    database.reset(newDatabase);
    table.reset(newTable);
  }

  /// To be asked while all is valid.
  Remote remote() {
    return entry().remote(taken);
  }

  ReadOnlyBooleanProperty valid() {
    return valid.getReadOnlyProperty();
  }

  /// @param action called when something else is typed or shown
  void onChange(Runnable action) {
    all().forEach(field -> field.textProperty().addListener((_, _, _) -> action.run()));
    https.selectedProperty().addListener((_, _, _) -> action.run());
    unverified.selectedProperty().addListener((_, _, _) -> action.run());
  }

  /// Of the field that wants filling first.
  @Override
  public void requestFocus() {
    if (nodes.text().isEmpty()) {
      nodes.requestFocus();
    } else {
      password.requestFocus();
    }
  }
}
