package weir.ui;

import org.jspecify.annotations.Nullable;
import weir.ingest.Source;
import weir.ui.console.SqlPage;
import weir.ui.explore.ExploreView;

/// The pages of the source that is shown: its flows in a view, its exporters, its storage, SQL over
/// it; and until it has flows what it waits for.
final class SourcePages {
  /// What is shown of a source.
  enum Part {
    VIEW,
    EXPORTERS,
    STORAGE,
    SQL
  }

  private final PageStack pages;
  private final OnDemand<ExploreView> view;
  private final ExporterReader exporters;
  private final StorageReader storage;
  private final OnDemand<SqlPage> sql;
  private final OnDemand<WaitingPage> waiting;
  private final SourceDesk desk;
  private Part part = Part.VIEW;

  SourcePages(
      PageStack pages,
      OnDemand<ExploreView> view,
      ExporterReader exporters,
      StorageReader storage,
      OnDemand<SqlPage> sql,
      SourceDesk desk) {
    this.pages = pages;
    this.view = view;
    this.exporters = exporters;
    this.storage = storage;
    this.sql = sql;
    this.desk = desk;
    waiting = new OnDemand<>(() -> new WaitingPage(desk));
  }

  /// Shows this part from now on.
  void turn(Part other) {
    part = other;
  }

  boolean isView() {
    return part == Part.VIEW;
  }

  /// Whether a source has the part that is shown.
  boolean has(@Nullable Source source) {
    return switch (part) {
      case VIEW, EXPORTERS -> true;
      case STORAGE -> hasStorage(source);
      case SQL -> takesStatements(source);
    };
  }

  static boolean hasStorage(@Nullable Source source) {
    return source != null && SourceReading.hasStorage(source);
  }

  /// Whether statements can be run over it.
  static boolean takesStatements(@Nullable Source source) {
    return source != null && source.store().takesStatements();
  }

  void show(SourceReading shown) {
    if (part == Part.EXPORTERS && !shown.isNothing()) {
      pages.show(exporters.page());
      exporters.read();
    } else if (part == Part.STORAGE && shown.hasStorage()) {
      pages.show(storage.page());
    } else if (part == Part.SQL && takesStatements(shown.source())) {
      sql.get().of(shown.source().name(), shown.source().store());
      pages.show(sql.get());
    } else if (shown.hasFlows()) {
      pages.show(view.get());
    } else if (shown.isBeingRead()) {
      pages.showReading(shown, () -> desk.stopReading(shown.source()));
    } else {
      waiting.get().show(shown);
      pages.show(waiting.get());
    }
  }

  /// Gives the keyboard to statements.
  void focusSql() {
    sql.built().ifPresent(SqlPage::focus);
  }

  /// Runs a statement, where they are shown.
  void run(String statement) {
    sql.built().ifPresent(page -> page.run(statement));
  }

  /// The chapter that fits it.
  HelpTopic topic() {
    return switch (part) {
      case EXPORTERS -> HelpTopic.EXPORTERS;
      case STORAGE -> HelpTopic.STORAGE;
      case SQL -> HelpTopic.SQL;
      case VIEW -> pages.isViewShown() ? HelpTopic.VIEW : HelpTopic.WAITING;
    };
  }
}
