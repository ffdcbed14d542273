package weir.enrich.table;

import com.maxmind.db.MaxMindDbParameter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose networks are, out of a database: MaxMind's and DB-IP's ASN databases
/// (`autonomous_system_number`), IPinfo's (`asn`, "AS13335"), others' (`asn`, a number).
final class MmdbOrigins {
  private MmdbOrigins() {}

  /// What is said of a network.
  interface Said {
    int as();

    /// The first of them is what its AS is called.
    List<@Nullable String> names();
  }

  /// With numbers.
  public record Numbered(
      @MaxMindDbParameter(name = "autonomous_system_number") @Nullable Long number,
      @MaxMindDbParameter(name = "asn") @Nullable Long asn,
      @MaxMindDbParameter(name = "autonomous_system_organization") @Nullable String organisation,
      @MaxMindDbParameter(name = "as_name") @Nullable String asName,
      @MaxMindDbParameter(name = "name") @Nullable String name,
      @MaxMindDbParameter(name = "organization") @Nullable String owner)
      implements Said {
    @Override
    public int as() {
      return number != null ? number.intValue() : asn != null ? asn.intValue() : 0;
    }

    @Override
    public List<@Nullable String> names() {
      return Arrays.asList(organisation, asName, name, owner);
    }
  }

  /// With words.
  public record Worded(
      @MaxMindDbParameter(name = "autonomous_system_number") @Nullable Long number,
      @MaxMindDbParameter(name = "autonomous_system_organization") @Nullable String organisation,
      @MaxMindDbParameter(name = "asn") @Nullable String asn,
      @MaxMindDbParameter(name = "as_name") @Nullable String asName,
      @MaxMindDbParameter(name = "name") @Nullable String name,
      @MaxMindDbParameter(name = "organization") @Nullable String owner)
      implements Said {
    @Override
    public int as() {
      return number != null ? number.intValue() : asn == null ? 0 : AsNumber.parse(asn).orElse(0);
    }

    @Override
    public List<@Nullable String> names() {
      return Arrays.asList(organisation, asName, name, owner);
    }
  }

  static void read(Mmdb database, Origins into) throws IOException {
    int[] networks = new int[1];
    database.<Said>walk(
        List.of(Numbered.class, Worded.class),
        (network, said) -> {
          int asn = said.as();
          into.add(network, asn);
          if (asn != 0) {
            networks[0]++;
            name(asn, said, into);
          }
        });
    if (networks[0] == 0) {
      throw new Malformed(
          "", "the database " + database.type() + " says of no network which AS it is of");
    }
    into.made(database.madeSeconds());
  }

  private static void name(int asn, Said said, Origins into) throws Malformed {
    for (String told : said.names()) {
      String name = Mmdb.text(told);
      if (!name.isBlank()) {
        into.name(asn, name, "");
        return;
      }
    }
  }
}
