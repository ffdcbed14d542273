package weir.ui.help;

/// What becomes of a click on a link.
interface Links {
  /// A page of the manual.
  ///
  /// @param target of the link, a file beside the page with or without an anchor
  void page(String target);

  /// Something on the web.
  void web(String address);

  /// Whether there is such a page here.
  boolean leads(String target);
}
