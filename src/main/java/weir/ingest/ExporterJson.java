package weir.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import weir.decode.state.TemplateCompiler;
import weir.exporter.ExporterMemory;
import weir.exporter.ExporterStatus;
import weir.exporter.InterfaceStatus;
import weir.exporter.RateStatus;
import weir.exporter.TemplateChange;
import weir.exporter.TemplateStatus;
import weir.exporter.ToldName;
import weir.exporter.Watched;
import weir.flow.FlowType;
import weir.flow.IpAddress;

/// What is in an [ExporterFile]:
///
/// ```json
/// {"format": 2, "writtenNanos": 0,
///  "exporters": [{"status": {…}, "rates": [{…}],
///    "templates": [{"type": "IPFIX", "domain": 1, "id": 256, "options": false, "scopes": 0,
///      "fields": [8, 4, 0, …]}], "names": [{…}], "changes": [{…}]}],
///  "interfaces": [{"exporter": 0, "index": 7, "name": "uplink", "description": "",
///    "heardNanos": 0, "counts": {…}}],
///  "unkept": {"0": 12}}
/// ```
///
/// A field of a template is three numbers: element, length, enterprise. An interface names its
/// exporter by its place in the list, and so does the number of those that did not fit in.
///
/// No more than [#MOST_BYTES] are written, however much there is: exporters that were heard from
/// last come first, those for whose templates there is no room go without, and interfaces fill what
/// is left, the ones that were heard of last before the others.
final class ExporterJson {
  static final long MOST_BYTES = 8 << 20;

  /// From here on exporters go without what they told, from there on they are left out.
  private static final long MOST_TOLD_BYTES = 4 << 20;

  private static final long MOST_EXPORTER_BYTES = 7 << 20;

  private static final int FORMAT = 2;
  private static final int RATE_BYTES = 128;
  private static final int TEMPLATE_BYTES = 128;
  private static final int FIELD_BYTES = 24;
  private static final int NAME_BYTES = 128;
  private static final int CHANGED_FIELD_BYTES = 96;
  private static final byte[] END_OF_EXPORTERS =
      "],\n\"interfaces\":[".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END_OF_INTERFACES =
      "],\n\"unkept\":".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = "}\n".getBytes(StandardCharsets.UTF_8);

  /// More than the numbers of as many exporters as there can be take.
  private static final int UNKEPT_BYTES = 1 << 16;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private record Template(
      FlowType type, long domain, int id, boolean options, int scopes, int[] fields) {
    static Template of(TemplateStatus told) {
      return new Template(
          told.type(), told.domain(), told.id(), told.options(), told.scopes(), told.numbers());
    }

    /// Nothing if there can be no such template.
    Stream<TemplateStatus> told() {
      try {
        return Stream.of(TemplateCompiler.restored(type, domain, id, options, scopes, fields));
      } catch (IllegalArgumentException e) {
        return Stream.empty();
      }
    }
  }

  private record Exporter(
      ExporterStatus status,
      List<RateStatus> rates,
      List<Template> templates,
      List<ToldName> names,
      List<TemplateChange> changes) {}

  private record Counts(
      long speedBitsPerSecond,
      long inOctets,
      long outOctets,
      long countedNanos,
      double inBitsPerSecond,
      double outBitsPerSecond) {}

  /// @param counts null of one that no counter sample has told of
  private record Interface(
      int exporter,
      long index,
      String name,
      String description,
      long heardNanos,
      @Nullable Counts counts) {

    static Interface of(int exporter, InterfaceStatus told) {
      return new Interface(
          exporter,
          told.index(),
          told.name(),
          told.description(),
          told.heardNanos(),
          told.countedNanos() == 0
              ? null
              : new Counts(
                  told.speedBitsPerSecond(),
                  told.inOctets(),
                  told.outOctets(),
                  told.countedNanos(),
                  told.inBitsPerSecond(),
                  told.outBitsPerSecond()));
    }

    InterfaceStatus told() {
      Counts c = counts == null ? NEVER : counts;
      return new InterfaceStatus(
          index,
          name,
          description,
          c.speedBitsPerSecond,
          c.inOctets,
          c.outOctets,
          c.countedNanos,
          c.inBitsPerSecond,
          c.outBitsPerSecond,
          heardNanos);
    }
  }

  private static final Counts NEVER =
      new Counts(0, 0, 0, 0, InterfaceStatus.UNKNOWN, InterfaceStatus.UNKNOWN);

  private record Root(
      long writtenNanos,
      List<Exporter> exporters,
      List<Interface> interfaces,
      Map<Integer, Long> unkept) {}

  /// What [#write] has done.
  ///
  /// @param bytes octets
  /// @param unkept how many interfaces did not fit in, by exporter; those with none are left out
  record Written(long bytes, Map<IpAddress, Long> unkept) {
    static final Written NOTHING = new Written(0, Map.of());
  }

  /// Written by a newer Weir.
  static final class Newer extends Exception {
    private final int format;

    Newer(int format) {
      this.format = format;
    }

    int format() {
      return format;
    }
  }

  /// Cannot be read; the message says why.
  static final class Damaged extends Exception {
    Damaged(String message, Exception cause) {
      super(message, cause);
    }
  }

  private ExporterJson() {}

  static Written write(
      List<ExporterStatus> exporters,
      Function<IpAddress, Optional<ExporterMemory>> memory,
      long nowNanos,
      OutputStream to)
      throws IOException {
    List<ExporterStatus> youngestFirst =
        exporters.stream()
            .sorted(Comparator.comparingLong(ExporterStatus::lastSeenNanos).reversed())
            .toList();
    Counted out = new Counted(to);
    String start = "{\"format\":" + FORMAT + ",\"writtenNanos\":" + nowNanos + ",\n\"exporters\":[";
    out.write(start.getBytes(StandardCharsets.UTF_8));
    List<Interface> interfaces = new ArrayList<>();
    for (int i = 0; i < youngestFirst.size() && out.bytes < MOST_EXPORTER_BYTES; i++) {
      ExporterStatus status = youngestFirst.get(i);
      long room = MOST_TOLD_BYTES - out.bytes;
      Exporter exporter =
          memory
              .apply(status.address())
              .filter(told -> mostBytes(told) < room)
              .map(told -> exporter(brief(status, room), told, room))
              .orElseGet(
                  () ->
                      new Exporter(
                          brief(status, room).withoutTold(),
                          List.of(),
                          List.of(),
                          List.of(),
                          List.of()));
      out.element(i == 0, JSON.writeValueAsBytes(exporter));
      for (InterfaceStatus known : status.interfaces()) {
        interfaces.add(Interface.of(i, known));
      }
    }
    out.write(END_OF_EXPORTERS);
    interfaces.sort(Comparator.comparingLong(one -> -one.heardNanos()));
    Map<Integer, Long> unkept = new TreeMap<>();
    boolean first = true;
    for (Interface one : interfaces) {
      byte[] json = JSON.writeValueAsBytes(one);
      if (unkept.isEmpty() && out.bytes + json.length + UNKEPT_BYTES <= MOST_BYTES) {
        out.element(first, json);
        first = false;
      } else {
        unkept.merge(one.exporter(), 1L, Long::sum);
      }
    }
    out.write(END_OF_INTERFACES);
    out.write(JSON.writeValueAsBytes(unkept));
    out.write(END);
    Map<IpAddress, Long> byAddress = new HashMap<>();
    unkept.forEach((place, count) -> byAddress.put(youngestFirst.get(place).address(), count));
    return new Written(out.bytes, byAddress);
  }

  /// How an exporter went is kept of the first ones alone.
  private static ExporterStatus brief(ExporterStatus status, long room) {
    return room > MOST_TOLD_BYTES / 2 ? status : status.with(status.watched().brief());
  }

  /// No character of a name takes more than three octets, or six where it takes two of a string.
  private static long mostBytes(ToldName name) {
    return NAME_BYTES + 3L * (name.name().length() + name.description().length());
  }

  /// More than what an exporter has told takes, interfaces and names aside.
  private static long mostBytes(ExporterMemory told) {
    long fields = told.templates().stream().mapToLong(template -> template.fields().size()).sum();
    return (long) RATE_BYTES * told.rates().size()
        + (long) TEMPLATE_BYTES * told.templates().size()
        + FIELD_BYTES * fields;
  }

  private static long mostBytes(TemplateChange change) {
    return TEMPLATE_BYTES
        + Stream.concat(change.before().stream(), change.after().stream())
            .mapToLong(field -> CHANGED_FIELD_BYTES + 3L * field.fills().length())
            .sum();
  }

  /// Changes go where there is not room enough for all of them, and names.
  private static Exporter exporter(ExporterStatus status, ExporterMemory told, long room) {
    long ofNames = told.names().stream().mapToLong(ExporterJson::mostBytes).sum();
    long ofChanges = told.changes().stream().mapToLong(ExporterJson::mostBytes).sum();
    return new Exporter(
        status.withoutTold(),
        told.rates(),
        told.templates().stream().map(Template::of).toList(),
        mostBytes(told) + ofNames < room ? told.names() : List.of(),
        mostBytes(told) + ofNames + ofChanges < room / 2 ? told.changes() : List.of());
  }

  static ExporterFile.Content parse(byte[] bytes) throws Newer, Damaged {
    try {
      JsonNode tree = JSON.readTree(bytes);
      int format = tree.path("format").asInt(0);
      if (format > FORMAT) {
        throw new Newer(format);
      }
      for (JsonNode exporter : tree.path("exporters")) {
        complete(exporter);
        complete(exporter.path("status"));
      }
      tree.path("memories").forEach(ExporterJson::complete);
      if (format == 1) {
        return JSON.treeToValue(tree, ExporterFile.Content.class);
      }
      if (format < 1) {
        throw new IllegalArgumentException("it has no format number");
      }
      return content(JSON.treeToValue(tree, Root.class));
    } catch (JacksonException e) {
      TokenStreamLocation place = e.getLocation();
      throw new Damaged(
          place == null || place.getLineNr() < 1
              ? "it is not as Weir writes it"
              : "it is no JSON from line %d, column %d on"
                  .formatted(place.getLineNr(), place.getColumnNr()),
          e);
    } catch (IllegalArgumentException | NullPointerException | IndexOutOfBoundsException e) {
      throw new Damaged("it is not as Weir writes it", e);
    }
  }

  /// Adds what older files do not have. Before datagrams were counted by what they are, that was
  /// named alone.
  private static void complete(JsonNode told) {
    if (told instanceof ObjectNode object) {
      if (!object.has("understood")) {
        ObjectNode understood = JSON.createObjectNode();
        object.path("types").forEach(type -> understood.put(type.asString(), 0));
        object.set("understood", understood);
      }
      for (String map : List.of("endReasons", "ownCounts")) {
        if (!object.has(map)) {
          object.set(map, JSON.createObjectNode());
        }
      }
      if (!object.has("watched")) {
        object.set("watched", JSON.valueToTree(Watched.NOTHING));
      }
      for (JsonNode template : object.path("templates")) {
        for (JsonNode field : template.path("fields")) {
          if (field instanceof ObjectNode one && !one.has("fills")) {
            one.put("fills", "");
          }
        }
      }
      for (String list : List.of("changes", "samples")) {
        if (!object.has(list)) {
          object.set(list, JSON.createArrayNode());
        }
      }
      if (!object.has("names")) {
        object.set("names", JSON.createArrayNode());
      }
    }
  }

  private static ExporterFile.Content content(Root root) {
    List<List<InterfaceStatus>> interfaces = new ArrayList<>();
    root.exporters().forEach(_ -> interfaces.add(new ArrayList<>()));
    root.interfaces().forEach(one -> interfaces.get(one.exporter()).add(one.told()));
    List<ExporterStatus> exporters = new ArrayList<>();
    List<ExporterMemory> memories = new ArrayList<>();
    for (int i = 0; i < interfaces.size(); i++) {
      Exporter one = root.exporters().get(i);
      long unkept = root.unkept().getOrDefault(i, 0L);
      ExporterStatus status = one.status().with(interfaces.get(i), unkept, one.names());
      exporters.add(status);
      memories.add(
          new ExporterMemory(
              status.address(),
              status.lastSeenNanos(),
              one.templates().stream().flatMap(Template::told).toList(),
              one.rates(),
              status.interfaces(),
              status.names(),
              one.changes(),
              List.of(),
              status.watched()));
    }
    return new ExporterFile.Content(root.writtenNanos(), exporters, memories);
  }

  /// Elements of JSON lists, a line each, and how many octets there have been.
  private static final class Counted {
    private static final byte[] NEXT = ",\n".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;
    private long bytes;

    Counted(OutputStream out) {
      this.out = out;
    }

    void write(byte[] octets) throws IOException {
      out.write(octets);
      bytes += octets.length;
    }

    void element(boolean first, byte[] json) throws IOException {
      if (!first) {
        write(NEXT);
      }
      write(json);
    }
  }
}
