package weir.ui;

import java.util.List;
import weir.settings.SettingsFile;
import weir.ui.console.SqlPage;

/// Statements that were run, remembered.
record Statements(SettingsFile settings) implements SqlPage.History {
  @Override
  public List<String> statements() {
    return settings.now().statements();
  }

  @Override
  public void ran(String statement) {
    settings.change(before -> before.ran(statement));
  }
}
