package weir.query;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weir.flow.FlowField;
import weir.flow.IpAddress;
import weir.flow.Service;

/// What people group, filter and sort by: a field, a field cut to a prefix, or what a table of
/// names makes of a field. Its values are two halves of 64 bits, of which all that is not wide uses
/// the low one.
public sealed interface Dimension {
  /// As on the command line, in filters and in files of views: "src_addr", "src_addr/24/48",
  /// "dst_service".
  String name();

  /// For people.
  String label();

  /// The fields that it is made of.
  Set<FlowField> fields();

  /// Whether its values are addresses, or their networks.
  default boolean isAddress() {
    return false;
  }

  /// Whether its values have a high half.
  default boolean isWide() {
    return isAddress();
  }

  /// Whether its values are numbers, so that those next to each other belong together.
  default boolean isNumber() {
    return false;
  }

  /// The flows that have a value from one to another, both inside; of numbers alone.
  ///
  /// @param most [Long#MAX_VALUE] for all from the least on
  default Filter between(long least, long most) {
    throw new UnsupportedOperationException(label() + " is no number");
  }

  /// A value as programs and filters read it.
  String text(long high, long low);

  /// A value as people read it.
  default String words(long high, long low) {
    return text(high, low);
  }

  /// Words that filters can compare it with, as far as these can be listed.
  default List<String> choices() {
    return List.of();
  }

  /// The values that such a word means, of dimensions that [Filter.Is] is about; none if it means
  /// nothing.
  default List<Long> named(String word) {
    return List.of();
  }

  /// Whether its values are groups; times and counts are not, but they have an order.
  default boolean groupable() {
    return true;
  }

  /// The same at the other end of a flow, if there is one.
  default Optional<Dimension> opposite() {
    return Optional.empty();
  }

  /// The flows that have this value.
  Filter equal(long high, long low);

  /// A field as it is.
  record Whole(FlowField field) implements Dimension {
    @Override
    public String name() {
      return field.fieldName();
    }

    @Override
    public String label() {
      return field.label();
    }

    @Override
    public Set<FlowField> fields() {
      return Set.of(field);
    }

    @Override
    public boolean isAddress() {
      return field.isAddress();
    }

    @Override
    public boolean isWide() {
      return field.isWide();
    }

    @Override
    public Optional<Dimension> opposite() {
      return field.opposite().map(Whole::new);
    }

    @Override
    public boolean groupable() {
      return field.groupable();
    }

    @Override
    public boolean isNumber() {
      return !field.isWide() && !field.isList();
    }

    @Override
    public Filter between(long least, long most) {
      if (least == most) {
        return equal(0, least);
      }
      Filter from = new Filter.Compare(field, Filter.Op.GE, least);
      return most == Long.MAX_VALUE
          ? from
          : from.and(new Filter.Compare(field, Filter.Op.LE, most));
    }

    @Override
    public String text(long high, long low) {
      return field.text(high, low);
    }

    @Override
    public String words(long high, long low) {
      return field.words(high, low);
    }

    @Override
    public Filter equal(long high, long low) {
      return Filter.equal(field, high, low);
    }
  }

  /// The networks of an address field.
  ///
  /// @param v4Bits length of IPv4's, 0 to 32
  /// @param v6Bits length of IPv6's, 0 to 128
  record Prefix(FlowField field, int v4Bits, int v6Bits) implements Dimension {
    /// What one site has as a rule (RFC 6177).
    public static final int USUAL_V6_BITS = 48;

    private static final int MAPPED = 96;

    public Prefix {
      if (!field.isAddress() || v4Bits < 0 || v4Bits > 32 || v6Bits < 0 || v6Bits > 128) {
        throw new IllegalArgumentException(field + "/" + v4Bits + "/" + v6Bits);
      }
    }

    @Override
    public String name() {
      return field.fieldName() + "/" + v4Bits + (v6Bits == USUAL_V6_BITS ? "" : "/" + v6Bits);
    }

    @Override
    public String label() {
      return field.label() + " /" + v4Bits;
    }

    @Override
    public Set<FlowField> fields() {
      return Set.of(field);
    }

    @Override
    public boolean isAddress() {
      return true;
    }

    @Override
    public Optional<Dimension> opposite() {
      return field.opposite().map(other -> new Prefix(other, v4Bits, v6Bits));
    }

    /// Bits that stay of an address.
    int bits(IpAddress address) {
      return address.isV4() ? MAPPED + v4Bits : v6Bits;
    }

    @Override
    public String text(long high, long low) {
      IpAddress network = new IpAddress(high, low);
      return network + "/" + (network.isV4() ? v4Bits : v6Bits);
    }

    @Override
    public String words(long high, long low) {
      return high == 0 && low == 0 ? field.words(high, low) : text(high, low);
    }

    @Override
    public Filter equal(long high, long low) {
      IpAddress address = new IpAddress(high, low);
      return new Filter.Within(field, address, bits(address));
    }
  }

  /// One end of a conversation, whichever way a flow of it goes: the lower of the two addresses, or
  /// the higher one.
  record End(boolean higher) implements Dimension {
    /// Both, in order: what groups flows by conversations.
    public static final List<Dimension> BOTH = List.of(new End(false), new End(true));

    @Override
    public String name() {
      return higher ? "addr_b" : "addr_a";
    }

    @Override
    public String label() {
      return higher ? "Address B" : "Address A";
    }

    @Override
    public Set<FlowField> fields() {
      return EnumSet.of(FlowField.SRC_ADDRESS, FlowField.DST_ADDRESS);
    }

    @Override
    public boolean isAddress() {
      return true;
    }

    @Override
    public String text(long high, long low) {
      return FlowField.SRC_ADDRESS.text(high, low);
    }

    @Override
    public String words(long high, long low) {
      return FlowField.SRC_ADDRESS.words(high, low);
    }

    /// The flows from and to this address: which end of a conversation it is says nothing of it.
    @Override
    public Filter equal(long high, long low) {
      return Filter.atEitherEnd(new IpAddress(high, low));
    }
  }

  /// What has values that are places in a list of names.
  sealed interface OfNames extends Dimension permits Named, Located, Cases {
    List<String> names();

    @Override
    default List<String> choices() {
      return names();
    }

    @Override
    default Filter equal(long high, long low) {
      return new Filter.Is(this, List.of(low));
    }
  }

  /// What a table of names makes of a field: its values are places in that table.
  ///
  /// @param of the field
  /// @param per a field that it is divided by, as octets are by packets; the field itself for none
  /// @param bits those of the field's that are looked at
  record Named(String name, String label, FlowField of, FlowField per, long bits, NameTable table)
      implements OfNames {
    /// Of all bits.
    static final long ALL = -1;

    public Named(String name, String label, FlowField of, NameTable table) {
      this(name, label, of, of, ALL, table);
    }

    public boolean isOfSomeBits() {
      return bits != ALL;
    }

    public boolean isQuotient() {
      return of != per;
    }

    @Override
    public Set<FlowField> fields() {
      return EnumSet.of(of, per);
    }

    @Override
    public String text(long high, long low) {
      return table.name((int) low);
    }

    @Override
    public List<String> names() {
      return table.names();
    }

    @Override
    public List<Long> named(String word) {
      int place = table.place(word);
      return place < 0 ? List.of() : List.of((long) place);
    }
  }

  /// What filters make of a flow: the first that holds says which value it has.
  ///
  /// @param names of its values, by their numbers
  /// @param rest the value of what no filter lets through
  record Cases(String name, String label, List<Case> cases, List<String> names, int rest)
      implements OfNames {
    public Cases {
      cases = List.copyOf(cases);
      names = List.copyOf(names);
    }

    /// The flows that a filter lets through have a value.
    public record Case(int value, Filter filter) {}

    @Override
    public Set<FlowField> fields() {
      Set<FlowField> fields = EnumSet.noneOf(FlowField.class);
      cases.forEach(one -> fields.addAll(one.filter().fields()));
      return fields;
    }

    @Override
    public String text(long high, long low) {
      return names.get((int) Math.clamp(low, 0, names.size() - 1L));
    }

    @Override
    public List<Long> named(String word) {
      for (int value = 0; value < names.size(); value++) {
        if (names.get(value).equalsIgnoreCase(word)) {
          return List.of((long) value);
        }
      }
      return List.of();
    }
  }

  /// A field divided by another one, as octets by packets; by 1 where that one is 0.
  record Ratio(String name, String label, FlowField of, FlowField per) implements Dimension {
    @Override
    public Set<FlowField> fields() {
      return EnumSet.of(of, per);
    }

    @Override
    public boolean isNumber() {
      return true;
    }

    @Override
    public String text(long high, long low) {
      return Long.toUnsignedString(low);
    }

    @Override
    public Filter equal(long high, long low) {
      return between(low, low);
    }

    @Override
    public Filter between(long least, long most) {
      return new Filter.Between(this, least, most);
    }
  }

  /// What flows are for: a [Service]'s number.
  record Services() implements Dimension {
    @Override
    public String name() {
      return "service";
    }

    @Override
    public String label() {
      return "Service";
    }

    @Override
    public Set<FlowField> fields() {
      return EnumSet.of(FlowField.PROTOCOL, FlowField.SRC_PORT, FlowField.DST_PORT);
    }

    @Override
    public String text(long high, long low) {
      return Service.of(low).toString();
    }

    @Override
    public String words(long high, long low) {
      return Service.of(low).label();
    }

    @Override
    public List<String> choices() {
      return Service.words();
    }

    @Override
    public List<Long> named(String word) {
      return Service.named(word).stream().map(Service::number).toList();
    }

    @Override
    public Filter equal(long high, long low) {
      return new Filter.Is(this, List.of(low));
    }
  }

  /// A field as it is.
  static Dimension field(FlowField field) {
    return new Whole(field);
  }

  /// Fields as they are.
  static List<Dimension> of(FlowField... fields) {
    return of(List.of(fields));
  }

  /// The same of a list.
  static List<Dimension> of(List<FlowField> fields) {
    return fields.stream().map(Dimension::field).toList();
  }

  /// Whether it is this field, whole.
  default boolean is(FlowField field) {
    return this instanceof Whole(FlowField whole) && whole == field;
  }

  /// The field that it is, whole.
  default Optional<FlowField> whole() {
    return this instanceof Whole(FlowField field) ? Optional.of(field) : Optional.empty();
  }
}
