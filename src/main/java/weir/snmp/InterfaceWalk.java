package weir.snmp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import weir.flow.ForeignText;
import weir.snmp.Walked.Interface;

/// Walks through the tables of interfaces of an agent (IF-MIB, RFC 2863): names, what was written
/// of them, speeds. Asks a few hundred values at a time, and never more than there is room for.
public final class InterfaceWalk {
  /// Interfaces of one agent; the rest is left out, which [Walked#whole] says.
  static final int MOST = 20_000;

  private static final int ROUNDS = 20;

  /// Messages of one walk: each brings something new, or it ends.
  private static final int MOST_MESSAGES = 5 * MOST;

  private static final long UNKNOWN_SPEED = 0xffff_ffffL;
  private static final long MEGA = 1_000_000;

  private static final OID NAME = new OID("1.3.6.1.2.1.1.5.0");
  private static final OID LOCATION = new OID("1.3.6.1.2.1.1.6.0");

  private enum Column {
    DESCRIPTION("1.3.6.1.2.1.2.2.1.2"),
    TYPE("1.3.6.1.2.1.2.2.1.3"),
    SPEED("1.3.6.1.2.1.2.2.1.5"),
    NAME("1.3.6.1.2.1.31.1.1.1.1"),
    HIGH_SPEED("1.3.6.1.2.1.31.1.1.1.15"),
    ALIAS("1.3.6.1.2.1.31.1.1.1.18");

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final OID place;

    Column(String place) {
      this.place = new OID(place);
    }
  }

  private final IntPredicate progress;
  private final Map<Column, OID> behind = new EnumMap<>(Column.class);
  private final TreeMap<Long, Map<Column, Variable>> rows = new TreeMap<>();
  private boolean whole = true;

  private InterfaceWalk(IntPredicate progress) {
    this.progress = progress;
    for (Column column : Column.values()) {
      behind.put(column, column.place);
    }
  }

  /// Asks an agent, which takes its time.
  ///
  /// @param progress told how many interfaces are known by now, several times a second; says
  ///   whether to go on
  /// @throws SnmpFailed with a sentence, also where it is not to go on
  public static Walked of(Agent agent, Access access, IntPredicate progress) throws SnmpFailed {
    InterfaceWalk walk = new InterfaceWalk(progress);
    try (Conversation with = new Conversation(agent, access, walk::goesOn)) {
      return walk.walk(with);
    } catch (SnmpFailed e) {
      throw e;
    } catch (IOException e) {
      throw Reports.unreadable(agent, String.valueOf(e.getMessage()));
    }
  }

  private boolean goesOn() {
    return progress.test(rows.size());
  }

  private Walked walk(Conversation with) throws IOException {
    List<VariableBinding> itself = with.get(List.of(NAME, LOCATION));
    for (int i = 0; i < MOST_MESSAGES && !behind.isEmpty(); i++) {
      List<Column> asked = List.copyOf(behind.keySet());
      take(asked, with.next(asked.stream().map(behind::get).toList(), ROUNDS));
    }
    whole &= behind.isEmpty();
    List<Interface> interfaces = new ArrayList<>();
    rows.forEach((index, row) -> interfaces.add(made(index, row)));
    if (interfaces.isEmpty() && itself.stream().allMatch(VariableBinding::isException)) {
      throw Reports.nothing(with.agent());
    }
    return new Walked(text(itself, NAME), text(itself, LOCATION), interfaces, whole);
  }

  /// Answers come in rounds, one of each column; a column that has no more, or goes back, has
  /// ended.
  private void take(List<Column> asked, List<VariableBinding> answers) {
    if (answers.isEmpty()) {
      behind.clear();
      whole = false;
    }
    for (int i = 0; i < answers.size(); i++) {
      Column column = asked.get(i % asked.size());
      VariableBinding answer = answers.get(i);
      OID last = behind.get(column);
      OID at = answer.getOid();
      if (last == null) {
        continue;
      }
      boolean more =
          !answer.isException()
              && at.startsWith(column.place)
              && at.size() == column.place.size() + 1
              && at.compareTo(last) > 0
              && keep(column, at.lastUnsigned(), answer.getVariable());
      if (more) {
        behind.put(column, at);
      } else {
        behind.remove(column);
      }
    }
  }

  private boolean keep(Column column, long index, Variable value) {
    if (rows.size() >= MOST && !rows.containsKey(index)) {
      whole = false;
      return false;
    }
    rows.computeIfAbsent(index, _ -> new EnumMap<>(Column.class)).put(column, value);
    return true;
  }

  private static Interface made(long index, Map<Column, Variable> row) {
    String hardware = text(row.get(Column.DESCRIPTION));
    String name = text(row.get(Column.NAME));
    return new Interface(
        index,
        name.isEmpty() ? hardware : name,
        hardware,
        text(row.get(Column.ALIAS)),
        (int) number(row.get(Column.TYPE)),
        speed(number(row.get(Column.SPEED)), number(row.get(Column.HIGH_SPEED))));
  }

  /// The exact one says nothing of what is faster than it can count.
  static long speed(long bitsPerSecond, long megabitsPerSecond) {
    return bitsPerSecond > 0 && bitsPerSecond < UNKNOWN_SPEED
        ? bitsPerSecond
        : megabitsPerSecond * MEGA;
  }

  private static String text(List<VariableBinding> answers, OID place) {
    return answers.stream()
        .filter(answer -> answer.getOid().equals(place) && !answer.isException())
        .findFirst()
        .map(answer -> text(answer.getVariable()))
        .orElse("");
  }

  private static String text(@Nullable Variable value) {
    return value instanceof OctetString octets
        ? ForeignText.clean(new String(octets.getValue(), StandardCharsets.UTF_8))
        : "";
  }

  /// Of any kind of number; 0 for what is none.
  private static long number(@Nullable Variable value) {
    return switch (value) {
      case Integer32 small -> Math.max(0, small.getValue());
      case UnsignedInteger32 large -> large.getValue();
      case null, default -> 0;
    };
  }
}
