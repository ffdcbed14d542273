package weir.ui;

import javafx.scene.input.KeyCombination;

/// Something that can be done in the window: by its key, and found by its words in the
/// [CommandPalette].
///
/// @param id stays what it is: "open-files", "view.talkers", "field.src_addr"
/// @param title what it does, in words
/// @param keys as people read them: "Ctrl+O"; empty where it has none
/// @param anywhere whether the keys work wherever the keyboard is; else something hears them itself
record Command(String id, Kind kind, String title, String keys, boolean anywhere, Runnable run) {

  /// What it has to do with.
  enum Kind {
    SOURCE("Source"),
    PICTURE("Picture"),
    FILTER("Filter"),
    WINDOW("Window"),
    VIEW("View"),
    FIELD("Explore by"),
    FILE("File");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /// One whose keys work anywhere.
  static Command of(String id, Kind kind, String title, String keys, Runnable run) {
    return new Command(id, kind, title, keys, true, run);
  }

  /// One whose keys something hears itself.
  static Command told(String id, Kind kind, String title, String keys, Runnable run) {
    return new Command(id, kind, title, keys, false, run);
  }

  /// One without keys.
  static Command of(String id, Kind kind, String title, Runnable run) {
    return told(id, kind, title, "", run);
  }

  /// On macOS the command key is Ctrl.
  KeyCombination combination() {
    return KeyCombination.valueOf(keys.replace("Ctrl", "Shortcut").replace("+,", "+Comma"));
  }
}
