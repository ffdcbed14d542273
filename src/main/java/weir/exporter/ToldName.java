package weir.exporter;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import weir.flow.FlowField;
import weir.flow.ForeignText;

/// A name that an exporter's options give to a number in its flows.
///
/// @param key the number, as the fields hold it
/// @param name clean
/// @param description clean; empty for none
public record ToldName(About about, long key, String name, String description) {
  /// What has a name.
  public enum About {
    /// IE 95, named by 96 and described by 94.
    APPLICATION("Application", FlowField.APPLICATION),
    /// IE 234 and 235, named by 236.
    VRF("VRF", FlowField.INGRESS_VRF, FlowField.EGRESS_VRF),
    /// IE 48 and 302, named by 84 and 335; flows do not keep it, rates do.
    SAMPLER("Sampler");

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<FlowField> fields;

    About(String label, FlowField... fields) {
      this.label = label;
      this.fields = Set.of(fields);
    }

    /// What the numbers in a field have names as, if they have.
    public static Optional<About> of(FlowField field) {
      return Arrays.stream(values()).filter(about -> about.fields.contains(field)).findFirst();
    }

    /// For people.
    public String label() {
      return label;
    }

    /// Its number as people read it.
    public String number(long key) {
      return this == APPLICATION ? FlowField.APPLICATION.text(0, key) : Long.toUnsignedString(key);
    }
  }

  /// Objects of one, its two texts' and the map's entry without what the texts say.
  private static final int BYTES = 280;

  public ToldName {
    Objects.requireNonNull(about);
    name = ForeignText.clean(name);
    description = ForeignText.clean(description);
  }

  /// About what it takes in memory.
  public long footprintBytes() {
    return BYTES + 2L * (name.length() + description.length());
  }
}
