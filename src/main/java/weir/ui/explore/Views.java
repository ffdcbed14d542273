package weir.ui.explore;

import static weir.flow.FlowField.*;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import weir.flow.FlowField;
import weir.query.Dimension;
import weir.query.Filter;
import weir.query.FlowQuery;
import weir.query.Measure;
import weir.ui.explore.Panel.Visual;

/// The views that come with Weir.
public final class Views {
  private static final int SERIES = 10;
  private static final int ROWS = 100;
  private static final int TCP = 6;

  public static final View OVERVIEW =
      new View(
          "overview",
          "Overview",
          List.of(
              direction("throughput", "Throughput", 0, 0, 6, Measure.BITS_PER_SECOND),
              direction("packets", "Packets", 6, 0, 6, Measure.PACKETS_PER_SECOND),
              tcpFlags(0, 1, 6),
              series("protocols", "Protocols", 6, 1, 6, PROTOCOL),
              ranking("sources", "Top sources", 0, 2, SRC_ADDRESS),
              ranking("destinations", "Top destinations", 4, 2, DST_ADDRESS),
              ranking("services", "Top destination ports", 8, 2, PROTOCOL, DST_PORT)));

  public static final View TALKERS =
      new View(
          "talkers",
          "Talkers",
          List.of(
              series("source-series", "Sources over time", 0, 0, 6, SRC_ADDRESS),
              series("destination-series", "Destinations over time", 6, 0, 6, DST_ADDRESS),
              ranking("sources", "Top sources", 0, 1, SRC_ADDRESS),
              ranking("destinations", "Top destinations", 4, 1, DST_ADDRESS),
              ranking("pairs", "Top conversations", 8, 1, SRC_ADDRESS, DST_ADDRESS),
              ranking("source-as", "Top source AS", 0, 2, SRC_AS),
              ranking("destination-as", "Top destination AS", 4, 2, DST_AS),
              ranking("source-ports", "Top source ports", 8, 2, PROTOCOL, SRC_PORT)));

  public static final View TCP_FLAGS_VIEW =
      new View(
          "tcp-flags",
          "TCP flags",
          List.of(
              tcpFlags(0, 0, 12),
              tcpRanking("flags", "Flag combinations", 0, TCP_FLAGS),
              tcpRanking("flag-sources", "TCP sources", 4, SRC_ADDRESS),
              tcpRanking("flag-destinations", "TCP destinations", 8, DST_ADDRESS)));

  public static final View INTERFACES =
      new View(
          "interfaces",
          "Interfaces",
          List.of(
              series("in-series", "Ingress interfaces over time", 0, 0, 6, EXPORTER, IN_INTERFACE),
              series("out-series", "Egress interfaces over time", 6, 0, 6, EXPORTER, OUT_INTERFACE),
              ranking("in", "Top ingress interfaces", 0, 1, EXPORTER, IN_INTERFACE),
              ranking("out", "Top egress interfaces", 4, 1, EXPORTER, OUT_INTERFACE),
              ranking("exporters", "Exporters", 8, 1, EXPORTER)));

  public static final View TUNNELS =
      new View(
          "tunnels",
          "Tunnels",
          List.of(
              series("tunnel-series", "Tunnels over time", 0, 0, 6, Views::tunnelled, TUNNEL),
              series(
                  "inner-series",
                  "Inner protocols over time",
                  6,
                  0,
                  6,
                  Views::tunnelled,
                  INNER_PROTOCOL),
              tunnelRanking("ends", "Tunnel ends", 0, SRC_ADDRESS, DST_ADDRESS),
              tunnelRanking("ids", "Tunnels and their ids", 4, TUNNEL, TUNNEL_ID),
              tunnelRanking(
                  "inner-pairs", "Inner conversations", 8, INNER_SRC_ADDRESS, INNER_DST_ADDRESS)));

  private static final List<View> ALL =
      List.of(OVERVIEW, TALKERS, TCP_FLAGS_VIEW, INTERFACES, TUNNELS);

  private Views() {}

  public static List<View> all() {
    return ALL;
  }

  /// The ids of all views, for people.
  public static String names() {
    return ALL.stream().map(View::id).collect(Collectors.joining(", "));
  }

  public static Optional<View> named(String id) {
    return ALL.stream().filter(view -> view.id().equals(id)).findFirst();
  }

  private static Panel direction(
      String id, String title, int column, int row, int columns, Measure measure) {
    return new Panel(
        id,
        title,
        Visual.MIRROR,
        column,
        row,
        columns,
        frame -> over(frame, frame.filter(), 0, List.of(DIRECTION), measure));
  }

  private static Panel series(
      String id, String title, int column, int row, int columns, FlowField... by) {
    return series(id, title, column, row, columns, Frame::filter, by);
  }

  private static Panel series(
      String id,
      String title,
      int column,
      int row,
      int columns,
      Function<Frame, Filter> filter,
      FlowField... by) {
    return new Panel(
        id,
        title,
        Visual.STACKED,
        column,
        row,
        columns,
        frame -> over(frame, filter.apply(frame), SERIES, List.of(by), frame.unit().rate()));
  }

  private static Panel tcpFlags(int column, int row, int columns) {
    return new Panel(
        "tcp-flags",
        "TCP flag combinations",
        Visual.STACKED,
        column,
        row,
        columns,
        frame -> over(frame, tcp(frame), SERIES, List.of(TCP_FLAGS), frame.unit().rate()));
  }

  private static Panel ranking(String id, String title, int column, int row, FlowField... by) {
    return table(id, title, column, row, Frame::filter, by);
  }

  private static Panel tcpRanking(String id, String title, int column, FlowField... by) {
    return table(id, title, column, 1, Views::tcp, by);
  }

  private static Panel tunnelRanking(String id, String title, int column, FlowField... by) {
    return table(id, title, column, 1, Views::tunnelled, by);
  }

  private static Panel table(
      String id,
      String title,
      int column,
      int row,
      Function<Frame, Filter> filter,
      FlowField... by) {
    return new Panel(
        id,
        title,
        Visual.RANKING,
        column,
        row,
        4,
        frame ->
            new FlowQuery(
                frame.range(),
                filter.apply(frame),
                Dimension.of(by),
                List.of(frame.unit().rate(), frame.unit().sum()),
                0,
                ROWS,
                true,
                frame.scaled()));
  }

  private static FlowQuery over(
      Frame frame, Filter filter, int top, List<FlowField> by, Measure measure) {
    return new FlowQuery(
        frame.range(),
        filter,
        Dimension.of(by),
        List.of(measure),
        frame.bucketNanos(),
        top,
        top > 0,
        frame.scaled());
  }

  private static Filter tcp(Frame frame) {
    return frame.filter().and(Filter.equal(PROTOCOL, 0, TCP));
  }

  private static Filter tunnelled(Frame frame) {
    return frame.filter().and(new Filter.Not(Filter.equal(TUNNEL, 0, 0)));
  }
}
