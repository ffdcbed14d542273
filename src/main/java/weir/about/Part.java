package weir.about;

import java.util.List;

/// A library that ships with Weir, or Weir itself.
///
/// @param licence its name, as SPDX or the library says it
/// @param texts of the licence and what belongs to it, for [About#text(String)]
public record Part(String name, String version, String licence, List<String> texts) {
  public Part {
    texts = List.copyOf(texts);
  }
}
