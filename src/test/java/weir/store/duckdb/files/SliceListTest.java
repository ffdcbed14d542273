package weir.store.duckdb.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import weir.query.TimeRange;

class SliceListTest {
  private final SliceList list = new SliceList();

  private static Slice slice(String alias) {
    return new Slice(
        alias, Path.of(alias + ".duckdb"), alias, false, 0, 1, 0, 10, Set.of(), Optional.empty());
  }

  @Test
  void tellsWhenFlowsComeAndGo() {
    TimeRange range = new TimeRange(5, 8);
    long empty = list.changes().count();
    list.add(slice("a"));
    assertFalse(list.changes().none(range, empty));
    long there = list.changes().count();
    list.grow("a", 2, 8, 20);
    list.change("a", Slice::closed);
    assertTrue(list.replace("a", _ -> slice("b"), () -> {}));
    assertTrue(list.changes().none(range, there));
    list.grow("b", 1, 7, 7);
    assertFalse(list.changes().none(range, there));
    long grown = list.changes().count();
    list.remove("b", () -> {});
    assertFalse(list.changes().none(range, grown));
  }

  @Test
  void aPinnedSliceLeavesWhenTheLastGivesItBack() {
    AtomicInteger left = new AtomicInteger();
    list.add(slice("a"));
    List<Slice> first = list.pin(TimeRange.ALL);
    List<Slice> second = list.pin(TimeRange.ALL);
    list.remove("a", left::incrementAndGet);
    assertEquals(List.of(), list.pin(TimeRange.ALL));
    assertTrue(list.pin("a").isEmpty());
    list.unpin(first);
    assertEquals(0, left.get());
    list.unpin(second);
    assertEquals(1, left.get());
  }

  @Test
  void whatReplacesAPinnedSliceStaysAsLongAsThat() {
    List<String> left = new ArrayList<>();
    list.add(slice("a"));
    List<Slice> pinned = list.pin(TimeRange.ALL);
    assertTrue(list.replace("a", _ -> slice("b"), () -> left.add("a")));
    assertEquals(List.of("b"), list.all().stream().map(Slice::alias).toList());
    list.remove("b", () -> left.add("b"));
    assertEquals(List.of(), left);
    list.unpin(pinned);
    assertEquals(List.of("a", "b"), left);
  }

  @Test
  void whatIsOffTheListIsNotReplaced() {
    list.add(slice("a"));
    list.remove("a", () -> {});
    assertFalse(
        list.replace(
            "a",
            _ -> slice("b"),
            () -> {
              throw new AssertionError();
            }));
    assertEquals(List.of(), list.all());
  }

  /// Threads pin and give back while others add, replace and remove: a slice never leaves while it
  /// is pinned, and each leaves exactly once.
  @Test
  void noSliceLeavesWhileItIsPinned() throws Exception {
    Map<String, AtomicInteger> held = new ConcurrentHashMap<>();
    Map<String, Integer> left = new ConcurrentHashMap<>();
    Set<String> wrong = ConcurrentHashMap.newKeySet();
    AtomicInteger names = new AtomicInteger();
    int threads = 8;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        Random random = new Random(thread);
        boolean writes = thread < 3;
        done.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < 5000; i++) {
                    if (writes) {
                      change(random, names, held, left, wrong);
                    } else {
                      ask(random, held, left, wrong);
                    }
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> each : done) {
        each.get();
      }
    }
    for (Slice slice : list.all()) {
      list.remove(slice.alias(), () -> leave(slice.alias(), held, left, wrong));
    }
    assertEquals(Set.of(), wrong);
    assertEquals(names.get(), left.size());
    assertTrue(left.values().stream().allMatch(count -> count == 1));
  }

  private void change(
      Random random,
      AtomicInteger names,
      Map<String, AtomicInteger> held,
      Map<String, Integer> left,
      Set<String> wrong) {
    List<Slice> all = list.all();
    if (all.size() < 5) {
      list.add(fresh(names, held));
      return;
    }
    String alias = all.get(random.nextInt(all.size())).alias();
    Runnable leave = () -> leave(alias, held, left, wrong);
    if (random.nextBoolean()) {
      list.remove(alias, once(alias, leave));
    } else {
      Slice by = fresh(names, held);
      if (!list.replace(alias, _ -> by, once(alias, leave))) {
        left.merge(by.alias(), 1, Integer::sum); // was never there
      }
    }
  }

  private final Set<String> leavingOnce = ConcurrentHashMap.newKeySet();

  /// Two threads may remove the same slice: as in the store, only the first one's file is there.
  private Runnable once(String alias, Runnable action) {
    return () -> {
      if (leavingOnce.add(alias)) {
        action.run();
      }
    };
  }

  private static Slice fresh(AtomicInteger names, Map<String, AtomicInteger> held) {
    Slice slice = slice("s" + names.incrementAndGet());
    held.put(slice.alias(), new AtomicInteger());
    return slice;
  }

  private static void leave(
      String alias, Map<String, AtomicInteger> held, Map<String, Integer> left, Set<String> wrong) {
    if (Objects.requireNonNull(held.get(alias)).get() != 0) {
      wrong.add(alias + " left while pinned");
    }
    left.merge(alias, 1, Integer::sum);
  }

  private void ask(
      Random random,
      Map<String, AtomicInteger> held,
      Map<String, Integer> left,
      Set<String> wrong) {
    List<Slice> pinned = list.pin(TimeRange.ALL);
    for (Slice slice : pinned) {
      Objects.requireNonNull(held.get(slice.alias())).incrementAndGet();
    }
    if (random.nextBoolean()) {
      Thread.onSpinWait();
    }
    for (Slice slice : pinned) {
      if (left.containsKey(slice.alias())) {
        wrong.add(slice.alias() + " was pinned and had left");
      }
      Objects.requireNonNull(held.get(slice.alias())).decrementAndGet();
    }
    list.unpin(pinned);
  }
}
