package weir.query;

import weir.flow.FlowField;
import weir.flow.IpAddress;

public final class FilterParser {
  private FilterParser() {}

  public static Filter parse(String text) throws FilterSyntaxException {
    Filter all = Filter.all();
    if (text.isBlank()) {
      return all;
    }
    for (String part : text.split(" and ")) {
      String[] words = part.strip().split(" ");
      FlowField field =
          FlowField.named(words[0])
              .orElseThrow(
                  () ->
                      new FilterSyntaxException(
                          "Column 1: no field is called '" + words[0] + "'", 0));
      if (words.length < 3) {
        throw new FilterSyntaxException(
            "Column " + text.length() + ": a value is missing after '" + part + "'", text.length());
      }
      if (field.isAddress()) {
        var a = IpAddress.parse(words[2]);
        all = all.and(Filter.equal(field, a.high(), a.low()));
      } else {
        all = all.and(Filter.equal(field, 0, Long.parseLong(words[2])));
      }
    }
    return all;
  }
}
