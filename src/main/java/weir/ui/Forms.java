package weir.ui;

import java.util.Optional;
import javafx.scene.Node;

/// Pages that lie over whatever is shown until they are left: the hand-book, what a person may
/// choose, names, and the forms of sources. One of them at most is seen.
final class Forms {
  private final HelpDesk help;
  private final SettingsDesk settings;
  private final NamesDesk names;
  private final SourceDesk sources;
  private final Runnable left;

  /// @param left gives the keyboard back to what they lay over
  Forms(HelpDesk help, SettingsDesk settings, NamesDesk names, SourceDesk sources, Runnable left) {
    this.help = help;
    this.settings = settings;
    this.names = names;
    this.sources = sources;
    this.left = left;
  }

  /// The one that is seen.
  Optional<Node> page() {
    return help.shown()
        .<Node>map(page -> page)
        .or(settings::shown)
        .or(names::page)
        .or(sources::formPage);
  }

  void leave() {
    turn();
    sources.endForm();
  }

  /// Leaves those that a form of sources does not lie over.
  void turn() {
    help.end();
    settings.end();
    names.end();
  }

  /// Opens the names of the network, over whatever is shown; leaves them where they are seen.
  void showNames() {
    if (help.shown().isPresent() || settings.shown().isPresent()) {
      turn(); // names that lie below are not seen
    }
    names.open();
  }

  /// Opens what a person may choose, or closes it.
  void showSettings() {
    help.end();
    settings.open();
    if (settings.shown().isEmpty()) {
      left.run();
    }
  }

  /// Opens a chapter, or closes the hand-book.
  void help(HelpTopic topic) {
    help.open(topic);
    if (help.shown().isEmpty()) {
      left.run();
    }
  }

  /// The chapter that fits the one that is seen.
  Optional<HelpTopic> topic() {
    return settings
        .shown()
        .map(_ -> HelpTopic.SETTINGS)
        .or(names::helpTopic)
        .or(sources::helpTopic);
  }
}
