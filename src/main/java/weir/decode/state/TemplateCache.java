package weir.decode.state;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.exporter.TemplateStatus;
import weir.flow.FlowType;

/// Templates of one exporter, compiled; by version, observation domain and id. Not by port: some
/// routers send templates and data from different ones. Bounded; what was not used for longest
/// goes. One thread decodes; [#status] can be asked from any.
public final class TemplateCache {
  public static final int MAX_TEMPLATES = 4096;
  static final int MAX_FIELDS = 1 << 16;

  private static final int RECENT = 64;
  private static final int BYTES_PER_TEMPLATE = 512;
  private static final int BYTES_PER_FIELD = 64;

  private record Key(FlowType type, long domain, int templateId) {}

  private final LinkedHashMap<Key, TemplatePlan> plans = new LinkedHashMap<>(16, 0.75f, true);
  private final Footprint footprint;
  private int fields;

  // In front of the map, whose keys are objects.
  private final @Nullable Key[] recentKeys = new Key[RECENT];
  private final @Nullable TemplatePlan[] recentPlans = new TemplatePlan[RECENT];

  /// @param footprint grows and shrinks with it
  TemplateCache(Footprint footprint) {
    this.footprint = footprint;
  }

  public @Nullable TemplatePlan get(MessageHeader header, int templateId) {
    int slot = (int) (header.domain * 31 + templateId) & (RECENT - 1);
    Key recent = recentKeys[slot];
    if (recent != null
        && recent.templateId == templateId
        && recent.domain == header.domain
        && recent.type == header.type) {
      return recentPlans[slot];
    }
    Key key = new Key(header.type, header.domain, templateId);
    TemplatePlan plan = lookUp(key);
    if (plan != null) {
      recentKeys[slot] = key;
      recentPlans[slot] = plan;
    }
    return plan;
  }

  /// Whether a template is known.
  public synchronized boolean has(FlowType type, long domain, int templateId) {
    return plans.containsKey(new Key(type, domain, templateId));
  }

  private synchronized @Nullable TemplatePlan lookUp(Key key) {
    return plans.get(key);
  }

  /// Every template, by protocol, domain and id; from any thread.
  synchronized List<TemplateStatus> status() {
    return plans.entrySet().stream()
        .map(entry -> entry.getValue().status(entry.getKey().type, entry.getKey().domain))
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

  /// Takes in a template, compiled only if it is not what is already there.
  ///
  /// @param offset byte of the datagram where it starts
  public synchronized void put(
      MessageHeader header, int templateId, TemplateSpec spec, int offset) {
    put(new Key(header.type, header.domain, templateId), spec, offset);
  }

  /// Takes in a template that was known before a restart.
  synchronized void restore(TemplateStatus template) {
    put(new Key(template.type(), template.domain(), template.id()), TemplateSpec.of(template), 0);
  }

  private void put(Key key, TemplateSpec spec, int offset) {
    TemplatePlan known = plans.get(key);
    if (known != null && known.spec().equals(spec)) {
      return;
    }
    forgetRecent();
    remove(key);
    plans.put(key, TemplateCompiler.compile(key.templateId, spec, offset));
    count(1, spec.count());
    while (plans.size() > 1 && (plans.size() > MAX_TEMPLATES || fields > MAX_FIELDS)) {
      remove(plans.firstEntry().getKey());
    }
  }

  /// RFC 7011 §8.1: takes a template back.
  public synchronized void withdraw(MessageHeader header, int templateId) {
    forgetRecent();
    remove(new Key(header.type, header.domain, templateId));
  }

  /// Takes back all templates of the domain, those of options or the others.
  public synchronized void withdrawAll(MessageHeader header, boolean options) {
    forgetRecent();
    plans
        .entrySet()
        .removeIf(
            entry -> {
              Key key = entry.getKey();
              boolean gone =
                  key.type == header.type
                      && key.domain == header.domain
                      && entry.getValue().options() == options;
              if (gone) {
                count(-1, -entry.getValue().spec().count());
              }
              return gone;
            });
  }

  private void remove(Key key) {
    TemplatePlan removed = plans.remove(key);
    if (removed != null) {
      count(-1, -removed.spec().count());
    }
  }

  private void count(int moreTemplates, int moreFields) {
    fields += moreFields;
    footprint.add((long) moreTemplates * BYTES_PER_TEMPLATE + (long) moreFields * BYTES_PER_FIELD);
  }

  int templates() {
    return plans.size();
  }
}
