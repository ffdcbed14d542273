package weir.decode.bmp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import weir.exporter.RouterStatus;
import weir.flow.AsSource;
import weir.flow.FlowBatch;
import weir.flow.FlowField;
import weir.flow.IpAddress;

/// What one router has told of its routes, over all its sessions. From any thread.
final class Router {
  private static final int MOST_VIEWS = 4_096;
  private static final int MAPPED = 96;

  private final IpAddress address;
  private final Room room;
  private final RouteTable table = new RouteTable();
  private final List<@Nullable View> views = new ArrayList<>();
  private String name = "";
  private @Nullable Object session;
  private long sinceNanos;
  private long updates;
  private long leftOut;
  private long malformed;

  Router(IpAddress address, Room room) {
    this.address = address;
    this.room = room;
  }

  IpAddress address() {
    return address;
  }

  /// A session begins: what another one has told is out of date from now on.
  ///
  /// @param sinceNow since 1970
  synchronized void begin(Object newSession, long nowNanos, long sinceNow) {
    endViews(nowNanos);
    session = newSession;
    sinceNanos = sinceNow;
  }

  /// A session ends, unless another one has begun.
  synchronized void end(Object ended, long nowNanos, long sinceNow) {
    if (session == ended) {
      endViews(nowNanos);
      session = null;
      sinceNanos = sinceNow;
    }
  }

  private void endViews(long nowNanos) {
    views.stream().filter(view -> view != null).forEach(view -> view.end(nowNanos));
  }

  synchronized void named(String newName) {
    name = newName;
  }

  synchronized void leftOut(long count) {
    leftOut += count;
  }

  synchronized void malformed() {
    malformed++;
  }

  synchronized void updated() {
    updates++;
  }

  /// A place for the routes of a view; below 0 where there is none.
  synchronized int open(View view) {
    int place = views.indexOf(null);
    if (place < 0) {
      if (views.size() >= MOST_VIEWS) {
        return -1;
      }
      place = views.size();
      views.add(null);
    }
    views.set(place, view);
    return place;
  }

  synchronized void put(int view, long high, long low, int bits, int pathId, Attributes said) {
    int before = table.routes();
    if (room.isFull()) {
      table.remove(high, low, bits, view, pathId); // what it was is not so any more
    }
    if (!room.isFull() || table.routes() < before) {
      table.put(high, low, bits, view, pathId, said);
    } else {
      leftOut++;
    }
    room.take(table.routes() - before);
  }

  synchronized void remove(int view, long high, long low, int bits, int pathId) {
    int before = table.routes();
    table.remove(high, low, bits, view, pathId);
    room.take(table.routes() - before);
  }

  /// Takes all routes of some views back, and the views.
  synchronized void close(Predicate<View> which) {
    boolean[] gone = new boolean[views.size()];
    boolean any = false;
    for (int i = 0; i < gone.length; i++) {
      View view = views.get(i);
      gone[i] = view != null && which.test(view);
      any |= gone[i];
    }
    if (any) {
      int before = table.routes();
      table.removeViews(view -> gone[view]);
      room.take(table.routes() - before);
      for (int i = 0; i < gone.length; i++) {
        if (gone[i]) {
          views.set(i, null);
        }
      }
    }
  }

  private int rank(int view) {
    View of = views.get(view);
    return of == null ? -1 : of.rank();
  }

  private RouteTable.@Nullable Match find(long high, long low) {
    return table.find(high, low, IpAddress.isV4(high, low) ? MAPPED : 0, this::rank);
  }

  /// The best route to an address.
  synchronized RouteTable.@Nullable Match route(IpAddress to) {
    return find(to.high(), to.low());
  }

  /// Fills in what a flow does not say; what it says stays.
  synchronized void fill(FlowBatch batch, int row) {
    if (table.prefixes() == 0) {
      return;
    }
    RouteTable.Match to =
        find(batch.high(FlowField.DST_ADDRESS, row), batch.get(FlowField.DST_ADDRESS, row));
    if (to != null) {
      Attributes said = to.attributes();
      set(batch, row, FlowField.DST_AS, FlowField.DST_AS_FROM, said.originAs());
      set(batch, row, FlowField.NEXT_HOP_AS, FlowField.NEXT_HOP_AS_FROM, said.neighbourAs());
      bits(batch, row, FlowField.DST_PREFIX_LENGTH, FlowField.DST_ADDRESS, to.bits());
      address(batch, row, FlowField.BGP_NEXT_HOP, said.nextHop());
      address(batch, row, FlowField.NEXT_HOP, said.nextHop());
      list(batch, row, FlowField.AS_PATH, said.path());
      list(batch, row, FlowField.COMMUNITIES, said.communities());
    }
    RouteTable.Match from =
        find(batch.high(FlowField.SRC_ADDRESS, row), batch.get(FlowField.SRC_ADDRESS, row));
    if (from != null) {
      set(batch, row, FlowField.SRC_AS, FlowField.SRC_AS_FROM, from.attributes().originAs());
      set(batch, row, FlowField.PREVIOUS_HOP_AS, from.attributes().neighbourAs());
      bits(batch, row, FlowField.SRC_PREFIX_LENGTH, FlowField.SRC_ADDRESS, from.bits());
    }
  }

  private static void set(FlowBatch batch, int row, FlowField as, FlowField from, int value) {
    if (value != 0 && batch.get(as, row) == 0) {
      set(batch, row, as, value);
      batch.set(from, row, AsSource.ROUTER.code());
    }
  }

  private static void set(FlowBatch batch, int row, FlowField field, int as) {
    if (batch.get(field, row) == 0) {
      batch.set(field, row, Integer.toUnsignedLong(as));
    }
  }

  private static void bits(FlowBatch batch, int row, FlowField field, FlowField of, int bits) {
    if (batch.get(field, row) == 0) {
      boolean v4 = IpAddress.isV4(batch.high(of, row), batch.get(of, row));
      batch.set(field, row, v4 ? bits - MAPPED : bits);
    }
  }

  private static void address(FlowBatch batch, int row, FlowField field, IpAddress value) {
    if (!batch.fills(field, row)) {
      batch.setAddress(field, row, value.high(), value.low());
    }
  }

  private static void list(FlowBatch batch, int row, FlowField field, int[] values) {
    if (batch.listLength(field, row) == 0) {
      for (int value : values) {
        batch.add(field, row, value);
      }
    }
  }

  /// @param others addresses of it
  synchronized RouterStatus status(Set<IpAddress> others) {
    return new RouterStatus(
        address,
        others,
        name,
        session != null,
        sinceNanos,
        (int) views.stream().filter(view -> view != null).count(),
        table.prefixes(),
        table.routes(),
        table.routes() == 0 ? 0 : table.footprintBytes(),
        updates,
        leftOut,
        malformed);
  }
}
