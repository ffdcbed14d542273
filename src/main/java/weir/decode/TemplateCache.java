package weir.decode;

import java.util.Arrays;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import weir.flow.FlowType;

/// Templates of one exporter, compiled; by version, observation domain and id. Not by port: some
/// routers send templates and data from different ones. Bounded; what was not used for longest
/// goes.
final class TemplateCache {
  static final int MAX_TEMPLATES = 4096;
  static final int MAX_FIELDS = 1 << 16;

  private static final int RECENT = 64;

  private record Key(FlowType type, long domain, int templateId) {}

  private final LinkedHashMap<Key, TemplatePlan> plans = new LinkedHashMap<>(16, 0.75f, true);
  private int fields;

  // In front of the map, whose keys are objects.
  private final @Nullable Key[] recentKeys = new Key[RECENT];
  private final @Nullable TemplatePlan[] recentPlans = new TemplatePlan[RECENT];

  @Nullable TemplatePlan get(MessageHeader header, int templateId) {
    int slot = (int) (header.domain * 31 + templateId) & (RECENT - 1);
    Key recent = recentKeys[slot];
    if (recent != null
        && recent.templateId == templateId
        && recent.domain == header.domain
        && recent.type == header.type) {
      return recentPlans[slot];
    }
    Key key = new Key(header.type, header.domain, templateId);
    TemplatePlan plan = plans.get(key);
    if (plan != null) {
      recentKeys[slot] = key;
      recentPlans[slot] = plan;
    }
    return plan;
  }

  /// After a change: what was used lately is looked up, and counts as used, again.
  private void forgetRecent() {
    Arrays.fill(recentKeys, null);
    Arrays.fill(recentPlans, null);
  }

  /// Takes in a template, compiled only if it is not what is already there.
  ///
  /// @param offset byte of the datagram where it starts
  void put(MessageHeader header, int templateId, TemplateSpec spec, int offset) {
    Key key = new Key(header.type, header.domain, templateId);
    TemplatePlan known = plans.get(key);
    if (known != null && known.spec().equals(spec)) {
      return;
    }
    forgetRecent();
    remove(key);
    plans.put(key, TemplateCompiler.compile(templateId, spec, offset));
    fields += spec.count();
    while (plans.size() > 1 && (plans.size() > MAX_TEMPLATES || fields > MAX_FIELDS)) {
      remove(plans.firstEntry().getKey());
    }
  }

  /// RFC 7011 §8.1: takes a template back.
  void withdraw(MessageHeader header, int templateId) {
    forgetRecent();
    remove(new Key(header.type, header.domain, templateId));
  }

  /// Takes back all templates of the domain, those of options or the others.
  void withdrawAll(MessageHeader header, boolean options) {
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
              fields -= gone ? entry.getValue().spec().count() : 0;
              return gone;
            });
  }

  private void remove(Key key) {
    TemplatePlan removed = plans.remove(key);
    if (removed != null) {
      fields -= removed.spec().count();
    }
  }

  int templates() {
    return plans.size();
  }

  /// Fields of all templates: what they cost.
  int fields() {
    return fields;
  }
}
