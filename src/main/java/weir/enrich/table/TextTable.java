package weir.enrich.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Networks and their AS as text, a network a line, in the forms that are about:
/// - `192.0.2.0/24,64500,Name`: CSV (comma, semicolon or tab), with or without a first line that
///   names the columns, as MaxMind and IPinfo have it
/// - `192.0.2.0 24 64500`: CAIDA's pfx2as; of several origins (`64500_64501`) the first
/// - `192.0.2.0,192.0.2.255,64500,Name`: first and last address, as DB-IP and iptoasn have it
/// - `64500 192.0.2.0/24 120`: RIPE's riswhoisdump
final class TextTable {
  static final String[] ASN = {
    "asn", "as", "autonomous_system_number", "as_number", "origin_as", "origin", "aut"
  };
  static final String[] NAME = {
    "name",
    "as_name",
    "autonomous_system_organization",
    "organization",
    "org",
    "as_description",
    "description",
    "aut_name"
  };
  static final String[] COUNTRY = {"country_code", "country", "cc"};
  private static final String[] NETWORK = {"network", "prefix", "cidr", "range"};

  private final Lines lines;
  private final Origins into;
  private @Nullable Columns columns;

  private TextTable(InputStream in, Origins into) {
    this.lines = new Lines(in);
    this.into = into;
  }

  /// @throws Malformed if a line is of no form, or there is none
  static void read(InputStream in, Origins into) throws IOException {
    new TextTable(in, into).read();
  }

  private void read() throws IOException {
    long found = 0;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.startsWith("#") || line.startsWith("%") || line.startsWith("//")) {
        continue;
      }
      Columns how = columns;
      if (how == null) {
        how = Columns.of(line);
        columns = how;
        List<String> header = how.split(line);
        if (isHeader(header)) {
          how.name(header);
          continue;
        }
      }
      take(how, how.split(line));
      found++;
    }
    if (found == 0) {
      throw new Malformed("", "there is no network in it");
    }
  }

  private static boolean isHeader(List<String> fields) {
    for (String field : fields) {
      if (AsNumber.parse(field).isPresent() || Network.parse(field) != null) {
        return false;
      }
    }
    return true;
  }

  private void take(Columns how, List<String> fields) throws Malformed {
    int at = how.column(NETWORK).orElse(0);
    String first = fields.size() > at ? fields.get(at) : "";
    Network network = Network.parse(first);
    if (network == null) {
      Network second = fields.size() > 1 ? Network.parse(fields.get(1)) : null;
      if (second == null) {
        throw lines.wrong("'" + shown(first) + "' is no network");
      }
      into.add(second, origin(fields, 0));
      return;
    }
    String next = fields.size() > at + 1 ? fields.get(at + 1) : "";
    if (first.indexOf('/') >= 0 || how.column(NETWORK).isPresent()) {
      int column = how.column(ASN).orElse(at + 1);
      into.add(network, name(how, fields, origin(fields, column), column));
    } else if (next.indexOf('.') >= 0 || next.indexOf(':') >= 0) {
      range(how, fields, network, next, at);
    } else {
      Network cut = Network.parse(first, next);
      if (cut == null) {
        throw lines.wrong("'" + shown(next) + "' is no length of a prefix");
      }
      into.add(cut, origin(fields, at + 2));
    }
  }

  private void range(Columns how, List<String> fields, Network first, String next, int at)
      throws Malformed {
    Network last = Network.parse(next);
    if (last == null || last.bits() != 128) {
      throw lines.wrong("'" + shown(next) + "' is no address");
    }
    int column = how.column(ASN).orElse(at + 2);
    int asn = name(how, fields, origin(fields, column), column);
    try {
      into.add(first.address(), last.address(), asn);
    } catch (IllegalArgumentException e) {
      throw lines.wrong(String.valueOf(e.getMessage()));
    }
  }

  /// Notes what an AS is called, where a column says it.
  private int name(Columns how, List<String> fields, int asn, int column) {
    if (asn == 0) {
      return 0;
    }
    // iptoasn has the country between the number and the name.
    boolean countryNext =
        !how.named() && fields.size() > column + 2 && fields.get(column + 1).length() == 2;
    int nameAt = how.named() ? -1 : column + (countryNext ? 2 : 1);
    int countryAt = how.named() ? -1 : column + (countryNext ? 1 : 2);
    String name = field(fields, how.column(NAME), nameAt);
    String country = field(fields, how.column("as_country"), countryAt); // others: of the address
    if (!name.isEmpty() || country.length() == 2) {
      into.name(asn, name, country);
    }
    return asn;
  }

  /// The first of the AS in a field; 0 for none: a network that nobody announces.
  private int origin(List<String> fields, int column) throws Malformed {
    String text = fields.size() > column ? fields.get(column) : "";
    if (text.isEmpty() || text.equals("-")) {
      return 0;
    }
    int end = 0;
    int start = text.charAt(0) == '{' ? 1 : 0;
    for (end = start; end < text.length(); end++) {
      if ("_,}".indexOf(text.charAt(end)) >= 0) {
        break;
      }
    }
    OptionalInt asn = AsNumber.parse(text.substring(start, end));
    if (asn.isEmpty()) {
      throw lines.wrong("'" + shown(text) + "' is no AS number");
    }
    return asn.getAsInt();
  }

  /// What is in a column; "" without it.
  ///
  /// @param otherwise which one where none is called so; -1 for none
  static String field(List<String> fields, OptionalInt column, int otherwise) {
    int at = column.orElse(otherwise);
    return at >= 0 && at < fields.size() ? fields.get(at) : "";
  }

  static String shown(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
