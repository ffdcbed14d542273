package weir.decode.state;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.exporter.TemplateChange;
import weir.exporter.TemplateSample;
import weir.exporter.TemplateStatus;
import weir.flow.FlowType;
import weir.flow.OwnElements;

/// Templates of one exporter, compiled; by version, observation domain and id, and by the port of
/// the exporting process (RFC 7011 §8). Some routers send templates and data from different ports:
/// one without the template uses that of the others, where these agree. Bounded; what was not used
/// for longest goes. One thread decodes; [#status] can be asked from any.
public final class TemplateCache {
  public static final int MAX_TEMPLATES = 4096;
  static final int MAX_FIELDS = 1 << 16;

  private static final int RECENT = 64;
  private static final int BYTES_PER_TEMPLATE = 512 + TemplatePlan.MOST_SAMPLE_BYTES;
  private static final int BYTES_PER_FIELD = 64;
  private static final int BYTES_PER_CONNECTION = 96;

  /// Changes that people are told of; the oldest goes.
  private static final int MOST_CHANGES = 16;

  private static final int MOST_CHANGE_FIELDS = 128;

  private record Key(FlowType type, long domain, int templateId) {}

  private final LinkedHashMap<Key, Ports> known = new LinkedHashMap<>(16, 0.75f, true);
  private final ArrayDeque<TemplateChange> changes = new ArrayDeque<>();
  private final Footprint footprint;
  private final OwnElements own;
  private int plans;
  private int fields;
  private boolean ipOctets;

  // In front of the map, whose keys are objects.
  private final @Nullable Key[] recentKeys = new Key[RECENT];
  private final int[] recentPorts = new int[RECENT];
  private final @Nullable TemplatePlan[] recentPlans = new TemplatePlan[RECENT];

  /// What the processes of an exporter understand by one id.
  private static final class Ports {
    /// Exporters take another port when they start anew: those not heard from for longest go.
    private static final int MOST = 16;

    /// As many as an address may have; each sends its templates once.
    private static final int MOST_CONNECTIONS = 64;

    /// A process sends its templates more often.
    private static final long IDLE_NANOS = 3_600_000_000_000L;

    /// Of a template that was known before a restart.
    static final int RESTORED = -1;

    private record Told(TemplatePlan plan, long nanos) {}

    private final LinkedHashMap<Integer, Told> byPort = new LinkedHashMap<>();

    @Nullable TemplatePlan of(int port) {
      Told own = byPort.get(port);
      return own != null ? own.plan : MessageHeader.isConnection(port) ? null : agreed();
    }

    /// What that port has told before, or somebody before a restart.
    @Nullable TemplatePlan known(int port) {
      Told told = byPort.get(port);
      told = told == null ? byPort.get(RESTORED) : told;
      return told == null ? null : told.plan;
    }

    /// What all ports understand by it; null where they differ.
    private @Nullable TemplatePlan agreed() {
      TemplatePlan all = null;
      for (Told told : byPort.values()) {
        if (all != null && all != told.plan) {
          return null;
        }
        all = told.plan;
      }
      return all;
    }

    /// One that is like it, if any port has that.
    @Nullable TemplatePlan like(TemplateSpec spec) {
      for (Told told : byPort.values()) {
        if (told.plan.spec().equals(spec)) {
          return told.plan;
        }
      }
      return null;
    }

    void put(int port, TemplatePlan plan, long nanos) {
      byPort.remove(port);
      byPort
          .entrySet()
          .removeIf(
              other ->
                  !MessageHeader.isConnection(port)
                      && !MessageHeader.isConnection(other.getKey())
                      && other.getValue().plan != plan
                      && (other.getKey() < 0 || nanos - other.getValue().nanos > IDLE_NANOS));
      byPort.put(port, new Told(plan, nanos));
      boolean connection = MessageHeader.isConnection(port);
      if (byPort.size() > (connection ? MOST_CONNECTIONS : MOST)) {
        forgetOldest(connection);
      }
    }

    /// Of its kind, where there are too many.
    private void forgetOldest(boolean connections) {
      List<Integer> alike =
          byPort.keySet().stream()
              .filter(port -> MessageHeader.isConnection(port) == connections)
              .toList();
      if (alike.size() > (connections ? MOST_CONNECTIONS : MOST)) {
        byPort.remove(alike.getFirst());
      }
    }

    /// Takes back what a port has told, or what was known before.
    void withdraw(int port) {
      byPort.remove(port);
      byPort.remove(RESTORED);
    }

    void end(int connection) {
      byPort.remove(connection);
    }

    long connections() {
      return byPort.keySet().stream().filter(MessageHeader::isConnection).count();
    }

    List<TemplatePlan> plans() {
      return byPort.values().stream().map(Told::plan).distinct().toList();
    }

    boolean isEmpty() {
      return byPort.isEmpty();
    }
  }

  /// @param footprint grows and shrinks with it
  /// @param own elements that somebody says what they fill
  TemplateCache(Footprint footprint, OwnElements own) {
    this.footprint = footprint;
    this.own = own;
  }

  public @Nullable TemplatePlan get(MessageHeader header, int templateId) {
    int slot = (int) (header.domain * 31 + templateId) & (RECENT - 1);
    Key recent = recentKeys[slot];
    if (recent != null
        && recent.templateId == templateId
        && recent.domain == header.domain
        && recent.type == header.type
        && recentPorts[slot] == header.process) {
      return recentPlans[slot];
    }
    Key key = new Key(header.type, header.domain, templateId);
    TemplatePlan plan = lookUp(key, header.process);
    if (plan != null) {
      recentKeys[slot] = key;
      recentPorts[slot] = header.process;
      recentPlans[slot] = plan;
    }
    return plan;
  }

  private synchronized @Nullable TemplatePlan lookUp(Key key, int port) {
    Ports ports = known.get(key);
    return ports == null ? null : ports.of(port);
  }

  /// Every template, by protocol, domain and id; from any thread.
  synchronized List<TemplateStatus> status() {
    return known.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().plans().stream()
                    .map(plan -> plan.status(entry.getKey().type, entry.getKey().domain)))
        .sorted(
            Comparator.comparing(TemplateStatus::type)
                .thenComparing(TemplateStatus::domain)
                .thenComparing(TemplateStatus::id))
        .toList();
  }

  /// After a change: what was used lately is looked up, and counts as used, again.
  private void forgetRecent() {
    Arrays.fill(recentKeys, null);
    Arrays.fill(recentPlans, null);
  }

  /// Takes in a template, compiled only if no port has told the same.
  ///
  /// @param offset byte of the datagram where it starts
  public synchronized void put(
      MessageHeader header, int templateId, TemplateSpec spec, int offset) {
    Key key = new Key(header.type, header.domain, templateId);
    put(key, header.process, header.receivedNanos, spec, offset);
  }

  /// Takes in a template that was known before a restart.
  synchronized void restore(TemplateStatus template) {
    Key key = new Key(template.type(), template.domain(), template.id());
    put(key, Ports.RESTORED, 0, TemplateSpec.of(template), 0);
  }

  private void put(Key key, int port, long nanos, TemplateSpec spec, int offset) {
    Ports ports = known.get(key);
    TemplatePlan same = ports == null ? null : ports.like(spec);
    TemplatePlan plan =
        same == null ? TemplateCompiler.compile(key.templateId, spec, own, offset) : same;
    ipOctets |= plan.ipOctets();
    if (ports == null) {
      ports = new Ports();
      known.put(key, ports);
    }
    if (ports.of(port) != plan) {
      forgetRecent();
    }
    TemplatePlan before = ports.known(port);
    if (before != null && before != plan) {
      changed(key, before, plan, nanos);
    }
    count(-1, ports);
    ports.put(port, plan, nanos);
    count(1, ports);
    while (known.size() > 1 && (plans > MAX_TEMPLATES || fields > MAX_FIELDS)) {
      var oldest = known.pollFirstEntry();
      count(-1, oldest.getValue());
    }
  }

  private void changed(Key key, TemplatePlan before, TemplatePlan after, long nanos) {
    changed(
        new TemplateChange(
            key.type, key.domain, key.templateId, nanos, fields(key, before), fields(key, after)));
  }

  /// Of before a restart, the newest last.
  synchronized void restoreChanges(List<TemplateChange> before) {
    before.stream()
        .filter(one -> Math.max(one.before().size(), one.after().size()) <= MOST_CHANGE_FIELDS)
        .forEach(this::changed);
  }

  private void changed(TemplateChange change) {
    changes.add(change);
    footprint.add(changeBytes(changes.getLast()));
    if (changes.size() > MOST_CHANGES) {
      footprint.add(-changeBytes(changes.removeFirst()));
    }
  }

  private static List<TemplateStatus.Field> fields(Key key, TemplatePlan plan) {
    return plan.status(key.type, key.domain).fields().stream().limit(MOST_CHANGE_FIELDS).toList();
  }

  private static long changeBytes(TemplateChange change) {
    return BYTES_PER_TEMPLATE
        + (long) BYTES_PER_FIELD * (change.before().size() + change.after().size());
  }

  /// Templates that came with other fields than before, the newest last; from any thread.
  synchronized List<TemplateChange> changes() {
    return List.copyOf(changes);
  }

  /// A record of each template, as far as there was one; from any thread.
  synchronized List<TemplateSample> samples() {
    return known.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().plans().stream()
                    .flatMap(
                        plan -> plan.sample(entry.getKey().type, entry.getKey().domain).stream()))
        .toList();
  }

  /// RFC 7011 §8.1: takes a template back.
  public synchronized void withdraw(MessageHeader header, int templateId) {
    forgetRecent();
    Key key = new Key(header.type, header.domain, templateId);
    Ports ports = known.get(key);
    if (ports != null) {
      withdraw(ports, header.process);
      if (ports.isEmpty()) {
        known.remove(key);
      }
    }
  }

  /// Takes back all templates of the domain, those of options or the others.
  public synchronized void withdrawAll(MessageHeader header, boolean options) {
    forgetRecent();
    for (Map.Entry<Key, Ports> entry : known.entrySet()) {
      Key key = entry.getKey();
      TemplatePlan plan = entry.getValue().of(header.process);
      if (key.type == header.type
          && key.domain == header.domain
          && plan != null
          && plan.options() == options) {
        withdraw(entry.getValue(), header.process);
      }
    }
    known.values().removeIf(Ports::isEmpty);
  }

  /// Forgets what a connection has told, which is over.
  public synchronized void end(int process) {
    forgetRecent();
    for (Ports ports : known.values()) {
      count(-1, ports);
      ports.end(process);
      count(1, ports);
    }
    known.values().removeIf(Ports::isEmpty);
  }

  private void withdraw(Ports ports, int port) {
    count(-1, ports);
    ports.withdraw(port);
    count(1, ports);
  }

  private void count(int sign, Ports ports) {
    footprint.add(sign * ports.connections() * BYTES_PER_CONNECTION);
    for (TemplatePlan plan : ports.plans()) {
      int more = plan.spec().count();
      plans += sign;
      fields += sign * more;
      footprint.add(sign * ((long) BYTES_PER_TEMPLATE + (long) more * BYTES_PER_FIELD));
    }
  }

  /// Whether there was ever a template of octets of IP.
  boolean tellIpOctets() {
    return ipOctets;
  }

  int templates() {
    return plans;
  }
}
