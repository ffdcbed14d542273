package weir.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import weir.json.JsonValue;

/// A view as `docs/views.md` describes its file.
public final class ViewFile {
  private static final String NAME = "[a-z0-9-]+";
  private static final int MOST_GROUPS = 10_000;
  private static final int MOST_SECONDS = 7 * 86_400;

  private ViewFile() {}

  /// @param id the file's name without its ending
  /// @throws IllegalArgumentException with a sentence that says what is wrong, and where
  public static View view(String id, JsonValue file) {
    file.only("title", "order", "key", "icon", "ask", "panels");
    if (!id.matches(NAME)) {
      throw file.wrong("is called '" + id + "'; such names are of a to z, 0 to 9 and '-'");
    }
    return new View(
        id,
        file.get("title").text(),
        file.get("order").number(0, Integer.MAX_VALUE),
        file.find("key").map(ViewFile::key),
        file.get("icon").text(),
        panels(file.get("panels")),
        file.find("ask").map(JsonValue::flag).orElse(false));
  }

  /// What [#view] reads the same view from, as members of JSON.
  public static Map<String, Object> members(View view) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("title", view.title());
    members.put("order", view.order());
    view.key().ifPresent(key -> members.put("key", key));
    members.put("icon", view.icon());
    if (view.asks()) {
      members.put("ask", true);
    }
    members.put("panels", view.panels().stream().map(ViewFile::members).toList());
    return members;
  }

  /// What [#panel] reads the same panel from.
  public static Map<String, Object> members(Panel panel) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", panel.id());
    members.put("title", panel.title());
    members.put("visual", panel.visual().visualName());
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("column", panel.place().column());
    place.put("row", panel.place().row());
    place.put("columns", panel.place().columns());
    if (panel.place().rows() > 1) {
      place.put("rows", panel.place().rows());
    }
    members.put("place", place);
    members.put("question", members(panel.sums()));
    if (!panel.nothing().isEmpty()) {
      members.put("nothing", panel.nothing());
    }
    return members;
  }

  private static Map<String, Object> members(Panel.Sums sums) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!sums.by().isEmpty()) {
      members.put("by", sums.by().stream().map(Dimension::name).toList());
    }
    if (!sums.filter().isAll()) {
      members.put("filter", FilterText.of(sums.filter()));
    }
    sums.measure().ifPresent(measure -> members.put("measure", measure.measureName()));
    if (sums.top() > 0) {
      members.put("top", sums.top());
    }
    if (sums.others() != (sums.top() > 0)) {
      members.put("others", sums.others());
    }
    if (sums.bucketNanos() > 0) {
      members.put("every", sums.bucketNanos() / FlowQuery.SECOND);
    }
    sums.side().ifPresent(side -> members.put("side", side.sideName()));
    if (sums.rank() != Rank.By.AVERAGE) {
      members.put("rank", sums.rank().rankName());
    }
    if (sums.oldest()) {
      members.put("order", "oldest");
    }
    return members;
  }

  /// A panel of such members.
  ///
  /// @throws IllegalArgumentException with a sentence that says what is wrong
  public static Panel panel(Map<String, Object> members) {
    try {
      return panel(JsonValue.of(members));
    } catch (IllegalArgumentException e) {
      String sentence = String.valueOf(e.getMessage());
      throw new IllegalArgumentException(
          sentence.substring(sentence.indexOf(": ") + 2), e); // there is no file, and no line
    }
  }

  private static String key(JsonValue key) {
    if (!key.text().matches("Ctrl\\+[1-9]")) {
      throw key.isNot("Ctrl+1 to Ctrl+9");
    }
    return key.text();
  }

  private static List<Panel> panels(JsonValue list) {
    List<Panel> panels = new ArrayList<>();
    for (JsonValue json : list.list()) {
      Panel panel = panel(json);
      for (Panel other : panels) {
        if (other.id().equals(panel.id())) {
          throw json.get("id").wrong("is that of another panel: " + panel.id());
        }
        if (other.place().overlaps(panel.place())) {
          throw json.get("place").wrong("is taken by the panel '" + other.id() + "'");
        }
      }
      panels.add(panel);
    }
    if (panels.isEmpty()) {
      throw list.wrong("has none");
    }
    return panels;
  }

  private static Panel panel(JsonValue json) {
    json.only("id", "title", "visual", "place", "question", "nothing");
    JsonValue id = json.get("id");
    if (!id.text().matches(NAME)) {
      throw id.isNot("a name of a to z, 0 to 9 and '-'");
    }
    Visual visual = visual(json.get("visual"));
    return new Panel(
        id.text(),
        json.get("title").text(),
        visual,
        place(json.get("place")),
        sums(json.get("question"), visual),
        json.find("nothing").map(JsonValue::text).orElse(""));
  }

  private static Visual visual(JsonValue name) {
    return Arrays.stream(Visual.values())
        .filter(visual -> visual.visualName().equals(name.text()))
        .findFirst()
        .orElseThrow(
            () ->
                name.isNot(
                    "one of "
                        + Arrays.stream(Visual.values())
                            .map(Visual::visualName)
                            .collect(Collectors.joining(", "))));
  }

  private static Panel.Place place(JsonValue json) {
    json.only("column", "row", "columns", "rows");
    int column = json.get("column").number(0, View.COLUMNS - 1);
    int row = json.get("row").number(0, View.MOST_ROWS - 1);
    int columns = json.get("columns").number(1, View.COLUMNS - column);
    int rows = json.find("rows").map(of -> of.number(1, View.MOST_ROWS - row)).orElse(1);
    return new Panel.Place(column, row, columns, rows);
  }

  private static Panel.Sums sums(JsonValue json, Visual visual) {
    json.only("by", "filter", "measure", "top", "others", "every", "side", "order", "rank");
    List<Dimension> by =
        json.find("by")
            .map(list -> list.list().stream().map(one -> dimension(one, visual)).toList())
            .orElse(List.of());
    if (by.isEmpty() && json.find("by").isPresent()) {
      throw json.get("by").wrong("has no field");
    }
    if (visual == Visual.NUMBER && !by.isEmpty()) {
      throw json.get("by").wrong("is of groups, and a number is of all flows together");
    }
    if (visual.asks() == Visual.Asks.RELATIONS
        && (by.size() < 2 || by.size() > 4 || by.stream().distinct().count() < by.size())) {
      throw json.get("by").isNot("two to four different fields");
    }
    if (visual == Visual.HEATMAP) {
      heatmap(json, by);
    }
    if (visual == Visual.MEANING && !by.equals(List.of(Dimensions.BUILT_IN.require("tcp_step")))) {
      throw json.get("by").isNot("tcp_step, whose meaning is known");
    }
    int top = json.find("top").map(number -> number.number(1, MOST_GROUPS)).orElse(0);
    return new Panel.Sums(
        by,
        json.find("filter").map(ViewFile::filter).orElse(Filter.all()),
        json.find("measure").map(name -> measure(name, visual, by)),
        top,
        json.find("others").map(JsonValue::flag).orElse(top > 0),
        json.find("every").map(seconds -> seconds.number(1, MOST_SECONDS)).orElse(0)
            * FlowQuery.SECOND,
        json.find("side").map(ViewFile::side),
        json.find("order").map(ViewFile::isOldest).orElse(false),
        json.find("rank").map(name -> rank(name, visual)).orElse(Rank.By.AVERAGE));
  }

  private static Rank.By rank(JsonValue name, Visual visual) {
    if (!visual.ranks()) {
      throw name.wrong(
          "is of groups that are told apart, and " + visual.visualName() + " has none");
    }
    return Rank.By.named(name.text()).orElseThrow(() -> name.isNot("one of " + Rank.By.names()));
  }

  private static void heatmap(JsonValue json, List<Dimension> by) {
    boolean number = by.size() == 1 && by.getFirst().isNumber();
    if (!number) {
      throw json.get("by").isNot("one number, such as dst_port or ip_ttl");
    }
    for (String member : List.of("top", "others")) {
      json.find(member)
          .ifPresent(
              found -> {
                throw found.wrong("is of groups, and a heatmap has all values");
              });
    }
  }

  private static Side side(JsonValue name) {
    return Side.named(name.text()).orElseThrow(() -> name.isNot("src or dst"));
  }

  private static boolean isOldest(JsonValue order) {
    if (!order.text().equals("newest") && !order.text().equals("oldest")) {
      throw order.isNot("newest or oldest");
    }
    return order.text().equals("oldest");
  }

  private static Dimension dimension(JsonValue name, Visual visual) {
    try {
      return visual.asks() == Visual.Asks.RECORDS
          ? Dimensions.BUILT_IN
              .column(name.text())
              .orElseThrow(() -> name.isNot("the name of a field"))
          : Dimensions.BUILT_IN.require(name.text());
    } catch (IllegalArgumentException e) {
      throw name.wrong("is wrong: " + e.getMessage());
    }
  }

  private static Filter filter(JsonValue text) {
    try {
      return FilterParser.parse(text.text());
    } catch (FilterSyntaxException e) {
      throw text.wrong("is wrong: " + e.getMessage());
    }
  }

  private static Measure measure(JsonValue name, Visual visual, List<Dimension> by) {
    Measure measure =
        Measure.named(name.text()).orElseThrow(() -> name.isNot("one of " + Measure.names()));
    if (measure.isRatio() && visual.addsUp()) {
      throw name.wrong(
          "is a ratio, and " + visual.visualName() + " needs sums: lines, grid, ranking or number");
    }
    if (measure == Measure.OF_SPEED && !Measure.isInterface(by)) {
      throw name.wrong("is of interfaces: \"by\" is to be sampler_address and in_if or out_if");
    }
    return measure;
  }
}
