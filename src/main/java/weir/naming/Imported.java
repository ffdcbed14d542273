package weir.naming;

import java.util.List;

/// What another program's configuration says of the network.
///
/// @param left sentences on what was not taken over, and why
public record Imported(Naming naming, List<String> left) {
  public Imported {
    left = List.copyOf(left);
  }
}
