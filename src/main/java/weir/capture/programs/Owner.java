package weir.capture.programs;

import weir.flow.ShortText;

/// Whose a socket is.
///
/// @param container that the program runs in; none for the machine itself
record Owner(ShortText program, ShortText container) {
  /// The kernel's, one of an account that may not be looked at, or of several programs.
  static final Owner UNKNOWN = new Owner(ShortText.NONE, ShortText.NONE);
}
