package weir.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Kind;
import weir.query.Dimension;
import weir.query.Filter;
import weir.sql.SqlCondition;

/// A filter in another language, or why that has no words for it.
///
/// @param text empty where there is a reason
/// @param reason a sentence; empty where there is a text
public record Written(String text, String reason) {
  /// What can be written.
  public static final List<Language> LANGUAGES =
      List.of(Language.NFDUMP, Language.BPF, Language.WIRESHARK, Language.SQL);

  private static final Map<String, String> TEMPLATES = templates();

  private static Map<String, String> templates() {
    Map<String, String> templates = new HashMap<>();
    for (List<String> row : Words.rows("writing.tsv")) {
      templates.put(String.join(" ", row.subList(0, 3)), row.get(3));
    }
    return templates;
  }

  /// Writes a filter.
  public static Written of(Filter filter, Language language) {
    try {
      return new Written(
          language == Language.SQL
              ? SqlCondition.of(filter)
              : new Writer(language).text(filter, false),
          "");
    } catch (Unsaid e) {
      return new Written("", e.reason);
    }
  }

  /// There are no words for it.
  private static final class Unsaid extends Exception {
    private final String reason;

    Unsaid(String reason) {
      super(reason);
      this.reason = reason;
    }
  }

  /// Writes in one language.
  private record Writer(Language language) {
    private boolean wireshark() {
      return language == Language.WIRESHARK;
    }

    private String text(Filter filter, boolean nested) throws Unsaid {
      return switch (filter) {
        case Filter.And(List<Filter> parts) ->
            parts.isEmpty() ? every() : joined(parts, wireshark() ? " && " : " and ", nested);
        case Filter.Or(List<Filter> parts) ->
            parts.isEmpty() ? not(every()) : joined(parts, wireshark() ? " || " : " or ", nested);
        case Filter.Not(Filter part) -> not(text(part, false));
        case Filter.Compare(FlowField field, Filter.Op op, long value) ->
            op == Filter.Op.NE
                ? not(compare(field, Filter.Op.EQ, value))
                : compare(field, op, value);
        case Filter.In(FlowField field, List<Long> values) -> {
          List<Filter> any = new ArrayList<>();
          values.forEach(value -> any.add(new Filter.Compare(field, Filter.Op.EQ, value)));
          yield text(any.size() == 1 ? any.getFirst() : new Filter.Or(any), nested);
        }
        case Filter.Within within -> within(within);
        case Filter.HasBits(FlowField field, long bits) -> bits(field, bits, nested);
        case Filter.Between(Dimension dimension, long least, long most) ->
            between(dimension, least, most, nested);
        case Filter.Fields fields ->
            throw new Unsaid(
                fields.field().label()
                    + " beside "
                    + fields.other().label()
                    + ": "
                    + language.label()
                    + " compares no fields of flows with each other");
        case Filter.Is(Dimension dimension, _) -> throw none(dimension.label());
      };
    }

    private String every() {
      return switch (language) {
        case BPF -> "len >= 0";
        case WIRESHARK -> "frame";
        default -> "any";
      };
    }

    private String not(String text) {
      return (wireshark() ? "!(" : "not (") + text + ")";
    }

    private String joined(List<Filter> parts, String word, boolean nested) throws Unsaid {
      List<String> texts = new ArrayList<>();
      for (Filter part : parts) {
        texts.add(text(part, true));
      }
      String text = String.join(word, texts);
      return nested && parts.size() > 1 ? "(" + text + ")" : text;
    }

    private Unsaid none(String label) {
      return new Unsaid(language.label() + " has no word for " + label);
    }

    private Optional<String> template(String field, String form) {
      return Optional.ofNullable(TEMPLATES.get(language.word() + " " + field + " " + form));
    }

    private String compare(FlowField field, Filter.Op op, long value) throws Unsaid {
      return compare(field.fieldName(), field.label(), op, value, shown(field, value), most(field));
    }

    private String compare(
        String name, String label, Filter.Op op, long value, String shown, long most)
        throws Unsaid {
      Optional<String> exact =
          op == Filter.Op.EQ
              ? template(name, "=" + Long.toUnsignedString(value)).or(() -> template(name, "="))
              : Optional.empty();
      Optional<String> any = exact.or(() -> template(name, "op"));
      if (any.isPresent()) {
        String sign = op == Filter.Op.EQ && wireshark() ? "==" : op.sign();
        return any.get().replace("{op}", sign).replace("{v}", shown);
      }
      if (op != Filter.Op.EQ && template(name, "-").isPresent()) {
        return switch (op) {
          case LT -> value == 0 ? not(every()) : span(name, 0, value - 1);
          case LE -> span(name, 0, value);
          case GT -> value >= most ? not(every()) : span(name, value + 1, most);
          default -> span(name, value, most);
        };
      }
      if (!known(name)) {
        throw none(label);
      }
      throw new Unsaid(
          op == Filter.Op.EQ
              ? language.label() + " does not ask for exactly these " + label
              : language.label() + " compares " + label + " with '=' alone");
    }

    private boolean known(String name) {
      String begin = language.word() + " " + name + " ";
      return TEMPLATES.keySet().stream().anyMatch(key -> key.startsWith(begin));
    }

    private String span(String name, long least, long most) {
      return template(name, "-")
          .orElseThrow()
          .replace("{v}", Long.toString(least))
          .replace("{w}", Long.toString(most));
    }

    private String between(Dimension dimension, long least, long most, boolean nested)
        throws Unsaid {
      String name = dimension.name();
      long last = dimension.whole().map(Writer::most).orElse(Long.MAX_VALUE);
      if (template(name, "-").isPresent()) {
        return span(name, least, Math.min(most, last));
      }
      List<String> bounds = new ArrayList<>();
      bounds.add(compare(name, dimension.label(), Filter.Op.GE, least, Long.toString(least), last));
      if (most < last) {
        bounds.add(compare(name, dimension.label(), Filter.Op.LE, most, Long.toString(most), last));
      }
      String text = String.join(wireshark() ? " && " : " and ", bounds);
      return nested && bounds.size() > 1 ? "(" + text + ")" : text;
    }

    private static long most(FlowField field) {
      return field.width() >= Long.BYTES ? Long.MAX_VALUE : (1L << (8 * field.width())) - 1;
    }

    private String shown(FlowField field, long value) {
      return switch (field.kind()) {
        case MAC -> field.text(0, value);
        case TCP_FLAGS, ETHER_TYPE -> "0x" + Long.toHexString(value);
        default -> Long.toUnsignedString(value);
      };
    }

    private String within(Filter.Within within) throws Unsaid {
      FlowField field = within.field();
      IpAddress network = within.network();
      int length = within.prefixLength();
      if (field.kind() == Kind.TEXT || !known(field.fieldName())) {
        throw none(field.label());
      }
      if (length == 128 && network.equals(IpAddress.NONE)) {
        throw new Unsaid(language.label() + " does not ask for flows without " + field.label());
      }
      boolean v4 = network.isV4() && length >= 96;
      if (!v4 && network.high() == 0 && length <= 80) {
        throw new Unsaid(
            network + "/" + length + " has IPv4's addresses in it here; write IPv6's alone");
      }
      boolean whole = length == 128;
      Optional<String> template =
          template(field.fieldName(), (v4 ? "4" : "6") + (whole ? "" : "/"));
      if (template.isEmpty()) {
        throw new Unsaid(
            language.label() + " compares " + field.label() + " with whole addresses alone");
      }
      String text = network.toString();
      return template.get().replace("{v}", whole ? text : text + "/" + (v4 ? length - 96 : length));
    }

    private String bits(FlowField field, long bits, boolean nested) throws Unsaid {
      List<String> all = new ArrayList<>();
      for (long bit :
          LongStream.range(0, 63).map(b -> 1L << b).filter(b -> (bits & b) != 0).toArray()) {
        all.add(
            Stream.of("bit" + bit, "bit")
                .flatMap(form -> template(field.fieldName(), form).stream())
                .findFirst()
                .map(text -> text.replace("{v}", "0x" + Long.toHexString(bit)))
                .orElseThrow(
                    () ->
                        none(
                            known(field.fieldName())
                                ? "this bit of " + field.label()
                                : field.label())));
      }
      String text =
          all.isEmpty()
              ? every()
              : all.stream().collect(Collectors.joining(wireshark() ? " && " : " and "));
      return nested && all.size() > 1 ? "(" + text + ")" : text;
    }
  }
}
