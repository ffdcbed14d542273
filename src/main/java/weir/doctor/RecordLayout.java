package weir.doctor;

import java.util.ArrayList;
import java.util.List;
import weir.exporter.TemplateSample;
import weir.exporter.TemplateStatus;

/// Where in a record each field of its template is.
///
/// @param spans a stretch of octets a field, in order; those behind what was kept are left out
/// @param hex of the record, two digits an octet
public record RecordLayout(List<Span> spans, String hex) {
  /// Stretches of a length that the record tells begin with that: one octet, or 255 and two more
  /// (RFC 7011 §7).
  private static final int LONG = 255;

  /// Octets from one to another, of a field's value.
  ///
  /// @param prefix octets before it that tell how long it is
  public record Span(int from, int until, int prefix) {}

  public RecordLayout {
    spans = List.copyOf(spans);
  }

  /// Of a record that was kept.
  public static RecordLayout of(TemplateSample sample) {
    String hex = sample.hex();
    int kept = hex.length() / 2;
    List<Span> spans = new ArrayList<>();
    int at = 0;
    for (TemplateStatus.Field field : sample.template().fields()) {
      int prefix = 0;
      int length = field.length();
      if (length == TemplateStatus.Field.VARIABLE) {
        prefix = at < kept && octet(hex, at) == LONG ? 3 : 1;
        if (at + prefix > kept) {
          break;
        }
        length = prefix == 1 ? octet(hex, at) : octet(hex, at + 1) << 8 | octet(hex, at + 2);
      }
      at += prefix;
      if (at > kept || (at == kept && length > 0)) {
        break;
      }
      spans.add(new Span(at, Math.min(kept, at + length), prefix));
      at += length;
    }
    return new RecordLayout(spans, hex);
  }

  private static int octet(String hex, int at) {
    return Integer.parseInt(hex, 2 * at, 2 * at + 2, 16);
  }

  /// The octets of a field, two digits each, apart: "c0 00 02 01"; empty where none were kept.
  public String text(int field) {
    return field < spans.size() ? text(spans.get(field).from, spans.get(field).until) : "";
  }

  /// Octets from one to another, apart.
  public String text(int from, int until) {
    StringBuilder text = new StringBuilder();
    for (int at = from; at < until; at++) {
      text.append(at == from ? "" : " ").append(hex, 2 * at, 2 * at + 2);
    }
    return text.toString();
  }
}
