package weir.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import weir.exporter.Labels;

/// The answer to a [RelationQuery]: combinations of the layers' values with their sums, largest
/// first.
///
/// @param rows combinations
/// @param keys one column a layer
/// @param other by layer and row: whether it is what is left of the layer
/// @param sums of the measure's base, by row; one beyond `Long.MAX_VALUE` stays there
/// @param matchedFlows flow records that the filter and range let through
/// @param elapsedNanos how long the store took
/// @param coverage how much of the flows it covers
/// @param labels names for people; they change no row
public record Relations(
    RelationQuery query,
    int rows,
    List<Answer.Key> keys,
    boolean[][] other,
    long[] sums,
    long matchedFlows,
    long elapsedNanos,
    Coverage coverage,
    Labels labels)
    implements Result {

  /// One value of a layer.
  ///
  /// @param text in words
  /// @param other whether it is what is left of the layer
  public record Node(int layer, String text, boolean other) {}

  /// What goes from a value of one layer to one of the next.
  public record Link(Node from, Node to, double value) {}

  /// No rows.
  public static Relations nothing(RelationQuery query) {
    List<Answer.Key> none =
        query.layers().stream()
            .map(layer -> new Answer.Key(layer, new long[0], new long[0]))
            .toList();
    return new Relations(
        query,
        0,
        none,
        new boolean[query.layers().size()][0],
        new long[0],
        0,
        0,
        Coverage.complete(0),
        Labels.NONE);
  }

  @Override
  public int groups() {
    return rows;
  }

  public Relations withCoverage(Coverage newCoverage, long newElapsedNanos) {
    return new Relations(
        query, rows, keys, other, sums, matchedFlows, newElapsedNanos, newCoverage, labels);
  }

  public Relations withLabels(Labels newLabels) {
    return new Relations(
        query,
        rows,
        keys,
        other,
        sums,
        matchedFlows,
        elapsedNanos,
        coverage,
        query.filter().labels(newLabels));
  }

  /// Without what goes through what is left of any layer.
  public Relations withoutOther() {
    int[] chosen =
        IntStream.range(0, rows)
            .filter(row -> Arrays.stream(other).noneMatch(layer -> layer[row]))
            .toArray();
    return new Relations(
        query,
        chosen.length,
        keys.stream().map(key -> key.only(chosen)).toList(),
        new boolean[keys.size()][chosen.length],
        Arrays.stream(chosen).mapToLong(row -> sums[row]).toArray(),
        matchedFlows,
        elapsedNanos,
        coverage,
        labels);
  }

  /// The measure's value in a row.
  public double value(int row) {
    return query.measure().of((double) sums[row], query.range().lengthNanos());
  }

  /// A value of a layer in words.
  public String text(int row, int layer) {
    return other[layer][row] ? "Other" : Answer.text(keys, row, layer, labels, true);
  }

  /// Sums between neighbouring layers, in the order in which they are met.
  public List<Link> links() {
    Map<List<Node>, Double> sums = new LinkedHashMap<>();
    for (int row = 0; row < rows; row++) {
      for (int layer = 1; layer < keys.size(); layer++) {
        sums.merge(List.of(node(row, layer - 1), node(row, layer)), value(row), Double::sum);
      }
    }
    List<Link> links = new ArrayList<>();
    sums.forEach((ends, value) -> links.add(new Link(ends.getFirst(), ends.getLast(), value)));
    return links;
  }

  private Node node(int row, int layer) {
    return new Node(layer, text(row, layer), other[layer][row]);
  }
}
