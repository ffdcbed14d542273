package weir.ui;

/// The chapter that fits what is shown.
enum HelpTopic {
  START("handbook/first-hour.md"),
  OPENING("handbook/files.md"),
  VIEW("handbook/first-hour.md#what-a-view-shows"),
  FILTER("handbook/filters.md"),
  LISTEN("handbook/listening.md"),
  CAPTURE("handbook/capturing.md"),
  CONNECT("handbook/clickhouse.md"),
  STORAGE("handbook/clickhouse.md#how-much-there-is"),
  SQL("sql.md"),
  SETUP("handbook/listening.md#setting-up-exporters"),
  SETTINGS("handbook/settings.md"),
  NAMES("names.md"),
  DIRECTIONS("directions.md"),
  EXPORTERS("handbook/doctor.md"),
  WAITING("handbook/troubleshooting.md#no-flows-arrive");

  private final String address;

  HelpTopic(String address) {
    this.address = address;
  }

  /// Of the page below `docs`.
  String address() {
    return address;
  }
}
