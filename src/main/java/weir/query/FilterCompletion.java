package weir.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import weir.flow.Direction;
import weir.flow.FlowType;
import weir.flow.Names;

/// Words that can stand at a place in a filter text.
public final class FilterCompletion {
  private static final int MOST = 12;
  private static final List<String> SIDED = List.of("ip", "net", "port", "as", "if", "vlan", "mac");

  private FilterCompletion() {}

  /// Words that the one before the caret may become, best first; none where nothing is begun.
  ///
  /// @param dimensions that can be named
  public static List<String> at(String text, int caret, Dimensions dimensions) {
    String before = text.substring(0, caret).toLowerCase(Locale.ROOT);
    int start = before.length();
    while (start > 0
        && !Character.isWhitespace(before.charAt(start - 1))
        && "()[,!".indexOf(before.charAt(start - 1)) < 0) {
      start--;
    }
    String begun = before.substring(start);
    if (begun.isEmpty()) {
      return List.of();
    }
    return candidates(previous(before.substring(0, start)), dimensions)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> word.startsWith(begun) && !word.equals(begun))
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static String previous(String before) {
    String[] words = before.strip().split("[\\s(\\[,=!<>]+");
    return words.length == 0 ? "" : words[words.length - 1];
  }

  private static Stream<String> candidates(String previous, Dimensions dimensions) {
    Optional<Dimension.Named> table =
        dimensions.tables().stream().filter(one -> one.name().equals(previous)).findFirst();
    if (table.isPresent()) {
      return table.get().table().names().stream().map(FilterTokens::quoted);
    }
    return switch (previous) {
      case "src", "dst", "in", "out" -> SIDED.stream();
      case "proto", "protocol" -> Names.protocolNames().stream();
      case "port", "src_port", "dst_port" -> Names.portNames().stream();
      case "direction" -> Arrays.stream(Direction.values()).map(Direction::label);
      case "type" -> Arrays.stream(FlowType.values()).map(FlowType::name);
      case "", "and", "or", "not" -> FilterPrimitives.words().stream();
      default -> Stream.concat(Stream.of("and", "or"), FilterPrimitives.words().stream());
    };
  }
}
