package weir.ui;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;
import weir.ui.control.TypedList;

/// Finds anything by a few letters of its words: views, fields, sources, what can be done; a text
/// that is a filter filters. What was chosen last comes first where nothing is typed.
final class CommandPalette {
  /// Below the top of the window, of its height.
  private static final double BELOW = 0.08;

  private static final int MOST_RECENT = 8;

  private final Commands commands;
  private final TypedList<Command> list;
  private final List<String> recent = new ArrayList<>();
  private @Nullable Popup popup;

  CommandPalette(Commands commands) {
    this.commands = commands;
    list =
        new TypedList<>(
            "command",
            new TypedList.Row<>(Command::title, CommandPalette::beside),
            this::find,
            this::choose,
            "Nothing is called so");
    list.prompt("A view, a field, a filter, or what is to be done", "Find anything by its words");
    list.getStyleClass().add("command-palette");
  }

  /// Opens it, or closes it where it is open.
  ///
  /// @param over what it is to be above
  void show(Region over) {
    Popup open = popup;
    if (open != null && open.isShowing()) {
      open.hide();
      return;
    }
    StackPane box = new StackPane(list);
    box.getStyleClass().add("callout");
    Popup made = new Popup();
    popup = made;
    made.getContent().add(box);
    made.setAutoHide(true);
    made.setHideOnEscape(true);
    made.setOnShown(_ -> list.focus());
    list.begin();
    Bounds place = over.localToScreen(over.getLayoutBounds());
    made.show(over, place.getMinX(), place.getMinY());
    made.setX(place.getMinX() + Math.max(0, (place.getWidth() - made.getWidth()) / 2));
    made.setY(place.getMinY() + place.getHeight() * BELOW);
  }

  private List<Command> find(String text) {
    List<Command> found = commands.matching(text);
    if (text.isBlank()) {
      List<Command> before =
          recent.stream()
              .flatMap(id -> found.stream().filter(one -> one.id().equals(id)).limit(1))
              .toList();
      found.removeAll(before);
      found.addAll(0, before);
    }
    return found;
  }

  private void choose(Command command) {
    Popup open = popup;
    if (open != null) {
      open.hide();
    }
    recent.remove(command.id());
    recent.addFirst(command.id());
    if (recent.size() > MOST_RECENT) {
      recent.removeLast();
    }
    command.run().run();
  }

  private static Node beside(Command command) {
    Label kind = new Label(command.kind().label());
    kind.getStyleClass().add("typed-beside");
    if (command.keys().isEmpty()) {
      return kind;
    }
    Label keys = new Label(command.keys());
    keys.getStyleClass().add("key");
    HBox both = new HBox(kind, keys);
    both.getStyleClass().add("command-beside");
    return both;
  }
}
