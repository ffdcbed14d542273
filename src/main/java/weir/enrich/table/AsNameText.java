package weir.enrich.table;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Names and countries of AS in text, in the forms that are about; each line tells which it is of.
/// - `13335 CLOUDFLARENET, US`: RIPE's asnames.txt, potaroo's autnums (as a page of HTML, too)
/// - `arin|US|asn|13335|1|20100714|allocated`: what registries have delegated, extended or not
/// - `13335,Cloudflare,US`: CSV with or without a first line that names the columns
/// - CAIDA's AS organisations, as JSON lines or with bars
final class AsNameText {
  private static final Pattern LISTED =
      Pattern.compile("(?:AS)?(\\d{1,10})\\s+(.*?)(?:,\\s*([A-Z]{2}))?", Pattern.CASE_INSENSITIVE);

  private static final Pattern MARKUP = Pattern.compile("<[^>]*>");

  /// Of one registry's block; larger ones are not assigned to anybody.
  private static final long MOST_IN_BLOCK = 1 << 16;

  /// All that are assigned today are an eighth of it.
  private static final int MOST = 1 << 20;

  private record Organisation(String name, String country) {}

  private final Lines lines;
  private final AsNames.Builder into;
  private final Map<String, Organisation> organisations = new HashMap<>();

  /// Organisation of an AS that came before it, and the AS's own name.
  private final Map<Integer, String[]> waiting = new HashMap<>();

  private final JsonMapper json = new JsonMapper();
  private @Nullable Columns columns;
  private boolean ofOrganisations;
  private int found;

  private AsNameText(InputStream in, AsNames.Builder into) {
    this.lines = new Lines(in);
    this.into = into;
  }

  /// @throws Malformed if a line is of no form, or nobody is named
  static void read(InputStream in, AsNames.Builder into) throws IOException {
    new AsNameText(in, into).read();
  }

  private void read() throws IOException {
    boolean page = false;
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.startsWith("<")) {
        page = true;
        line = MARKUP.matcher(line).replaceAll("").replace("&amp;", "&").strip();
        if (line.isEmpty() || !LISTED.matcher(line).matches()) {
          continue; // the page around the list
        }
      } else if (page && !Character.isDigit(line.charAt(0))) {
        continue;
      }
      read(line);
      if (found > MOST) {
        throw lines.wrong("more AS are named than there are");
      }
    }
    waiting.forEach(
        (asn, told) -> {
          Organisation of = organisations.getOrDefault(told[0], new Organisation("", ""));
          into.put(asn, of.name().isEmpty() ? told[1] : of.name(), of.country());
        });
    if (found == 0) {
      throw new Malformed("", "no AS is named in it");
    }
  }

  private void read(String line) throws Malformed {
    if (line.startsWith("#")) {
      if (line.contains("format:")) { // CAIDA's
        ofOrganisations = line.contains("org_name");
        columns = Columns.of("|");
        columns.name(columns.split(line.substring(line.indexOf("format:") + 7)));
      }
    } else if (line.startsWith("{")) {
      organisation(line);
    } else {
      Matcher listed = LISTED.matcher(line);
      if (columns == null && line.indexOf('|') < 0 && listed.matches()) {
        put(number(listed.group(1)), listed.group(2), String.valueOf(listed.group(3)));
      } else {
        fields(line);
      }
    }
  }

  private void fields(String line) throws Malformed {
    Columns how = columns;
    if (how == null) {
      how = Columns.of(line);
      columns = how;
      List<String> header = how.split(line);
      if (found == 0 && AsNumber.parse(header.getFirst()).isEmpty() && line.indexOf('|') < 0) {
        how.name(header);
        if (how.column(TextTable.ASN).isEmpty()) {
          throw lines.wrong("no column is called asn");
        }
        return;
      }
    }
    List<String> fields = how.split(line);
    if (how.named() && how.column("org_id").isPresent()) {
      ofCaida(how, fields);
    } else if (fields.size() >= 5 && fields.get(2).equals("asn")) {
      delegated(fields);
    } else if (fields.size() < 4 || line.indexOf('|') < 0) {
      plain(how, fields);
    } // else: addresses of a registry, its version and sums
  }

  private void plain(Columns how, List<String> fields) throws Malformed {
    String name = TextTable.field(fields, how.column(TextTable.NAME), how.named() ? -1 : 1);
    String country = TextTable.field(fields, how.column(TextTable.COUNTRY), how.named() ? -1 : 2);
    put(number(TextTable.field(fields, how.column(TextTable.ASN), 0)), name, country);
  }

  private void delegated(List<String> fields) throws Malformed {
    boolean assigned =
        fields.size() > 6
            && (fields.get(6).equals("assigned") || fields.get(6).equals("allocated"));
    if (!assigned) { // a sum of them, or what is free
      return;
    }
    long first = Integer.toUnsignedLong(number(fields.get(3)));
    long count = Integer.toUnsignedLong(number(fields.get(4)));
    if (count > MOST_IN_BLOCK) {
      throw lines.wrong("a block of " + count + " AS");
    }
    for (long asn = first; asn < first + count; asn++) {
      put((int) asn, "", fields.get(1));
    }
  }

  private void ofCaida(Columns how, List<String> fields) throws Malformed {
    String organisation = TextTable.field(fields, how.column("org_id"), -1);
    if (ofOrganisations) {
      String name = TextTable.field(fields, how.column("org_name"), -1);
      String country = TextTable.field(fields, how.column("country"), -1);
      organisations.put(organisation, new Organisation(name, country));
    } else {
      String name = TextTable.field(fields, how.column("aut_name"), -1);
      wait(number(fields.getFirst()), organisation, name);
    }
  }

  private void organisation(String line) throws Malformed {
    JsonNode node;
    try {
      node = json.readTree(line);
    } catch (JacksonException e) {
      throw lines.wrong("this is no JSON: " + e.getOriginalMessage());
    }
    String id = text(node, "organizationId");
    if (text(node, "type").equals("Organization")) {
      organisations.put(id, new Organisation(text(node, "name"), text(node, "country")));
    } else {
      wait(number(text(node, "asn")), id, text(node, "name"));
    }
  }

  private void wait(int asn, String organisation, String name) {
    found++;
    waiting.put(asn, new String[] {organisation, name});
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isMissingNode() || value.isNull() ? "" : value.asString();
  }

  private int number(String text) throws Malformed {
    OptionalInt asn = AsNumber.parse(text);
    if (asn.isEmpty()) {
      throw lines.wrong("'" + shown(text) + "' is no AS number");
    }
    return asn.getAsInt();
  }

  private static String shown(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private void put(int asn, String name, String country) {
    found++;
    into.put(asn, name, country.equals("null") ? "" : country);
  }
}
