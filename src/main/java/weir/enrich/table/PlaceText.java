package weir.enrich.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Networks and where they are as text, a network a line, in the forms that are about:
/// - `192.0.2.0/24,DE,Berlin`: CSV (comma, semicolon or tab), with or without a first line that
///   names the columns, as IPinfo has it
/// - `192.0.2.0,192.0.2.255,DE`: first and last address, as DB-IP's countries have it
/// - `192.0.2.0,192.0.2.255,EU,DE,Berlin,Berlin,52.5,13.4`: with the continent before, the state
///   and the city behind, as DB-IP's cities have it
final class PlaceText {
  private static final String[] FIRST = {"network", "prefix", "cidr", "range", "start_ip", "first"};
  private static final String[] LAST = {"end_ip", "last"};
  private static final String[] CITY = {"city", "city_name"};

  /// Columns behind the addresses of who has the continent before the country.
  private static final int WITH_CONTINENT = 6;

  private final Lines lines;
  private final Located into;
  private @Nullable Columns columns;

  private PlaceText(InputStream in, Located into) {
    this.lines = new Lines(in);
    this.into = into;
  }

  /// @throws Malformed if a line is of no form, or no network is anywhere
  static void read(InputStream in, Located into) throws IOException {
    new PlaceText(in, into).read();
  }

  private void read() throws IOException {
    int before = into.size();
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.startsWith("#")) {
        continue;
      }
      Columns how = columns;
      if (how == null) {
        how = Columns.of(line);
        columns = how;
        List<String> header = how.split(line);
        if (Network.parse(header.getFirst()) == null && header.size() > 1) {
          how.name(header);
          if (how.column(FIRST).isEmpty() || how.column(TextTable.COUNTRY).isEmpty()) {
            throw lines.wrong("no column is called network, or none country");
          }
          continue;
        }
      }
      take(how, how.split(line));
    }
    if (into.size() == before) {
      throw new Malformed("", "there is no network in it that is somewhere");
    }
  }

  private void take(Columns how, List<String> fields) throws Malformed {
    int at = how.column(FIRST).orElse(0);
    Network network = network(fields, at);
    int lastAt = how.named() ? how.column(LAST).orElse(-1) : at + 1;
    String next = lastAt < 0 || lastAt >= fields.size() ? "" : fields.get(lastAt);
    boolean range = next.indexOf('.') >= 0 || next.indexOf(':') >= 0;
    int countryAt = at + (range ? 2 : 1);
    int cityAt = countryAt + 1;
    if (!how.named() && fields.size() - countryAt >= WITH_CONTINENT) {
      countryAt++;
      cityAt = countryAt + 2;
    }
    String country = TextTable.field(fields, how.column(TextTable.COUNTRY), countryAt);
    String city = TextTable.field(fields, how.column(CITY), how.named() ? -1 : cityAt);
    if (country.length() > 2) {
      throw lines.wrong("'" + TextTable.shown(country) + "' is no country of two letters");
    }
    if (!range) {
      into.add(network, country, city);
      return;
    }
    Network last = network(fields, lastAt);
    if (network.bits() != 128 || last.bits() != 128) {
      throw lines.wrong("'" + TextTable.shown(next) + "' is no address");
    }
    try {
      into.add(network.address(), last.address(), country, city);
    } catch (IllegalArgumentException e) {
      throw lines.wrong(String.valueOf(e.getMessage()));
    }
  }

  private Network network(List<String> fields, int at) throws Malformed {
    String text = at < fields.size() ? fields.get(at) : "";
    Network network = Network.parse(text);
    if (network == null) {
      throw lines.wrong("'" + TextTable.shown(text) + "' is no network");
    }
    return network;
  }
}
