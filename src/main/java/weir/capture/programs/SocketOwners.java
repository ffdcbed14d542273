package weir.capture.programs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import weir.capture.programs.SocketTable.OpenSocket;
import weir.flow.IpAddress;

/// Whose the sockets of this machine are, of all namespaces that this account may look into. A look
/// at everything costs the kernel a walk through its tables, so that most looks are for what flows
/// have begun; and each goes on from what the one before found out: only sockets that are new are
/// searched for, in new processes first, then in those that had sockets, then in the others, the
/// youngest first. For one thread.
final class SocketOwners {
  /// Sockets that nobody has after so many looks are the kernel's, or of accounts that may not be
  /// looked at.
  private static final int MOST_TRIES = 3;

  /// One look of so many is at all namespaces.
  private static final int SELDOM = 12;

  private static final String MANAGER = "systemd";
  private static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1");

  /// What a look found.
  ///
  /// @param owners by what packets tell of the socket
  /// @param young sockets that are there, and whose process may not be listed yet
  /// @param own the machine's addresses
  /// @param others how many are of other accounts, which this one may not look at
  record Look(Map<SocketKey, Owner> owners, Set<SocketKey> young, Set<IpAddress> own, int others) {}

  private final ProcFolder folder;
  private final Optional<TcpLookup> tcp;

  /// Whether that was seen to find what the tables have: the kernel may be without it.
  private boolean isSure;

  private final int account;
  private final String ownNamespace;
  private final Map<Integer, String> namespaces = new HashMap<>();
  private final Map<String, Set<IpAddress>> addresses = new HashMap<>();
  private final Map<Long, Owner> owners = new HashMap<>();
  private final Map<Long, Integer> processes = new HashMap<>();
  private final Map<Long, Integer> tries = new HashMap<>();
  private int looks;

  /// A look's sockets, each with the namespace that it is in.
  private record Found(OpenSocket socket, String namespace) {}

  /// @param tcp asks for a socket of this namespace; empty where the tables have to tell
  SocketOwners(ProcFolder folder, Optional<TcpLookup> tcp) {
    this.folder = folder;
    this.tcp = tcp;
    this.account = folder.ownAccount();
    this.ownNamespace = folder.ownNamespace();
  }

  /// Looks at everything here; seldom at everything, for what is gone everywhere to be forgotten.
  Look look() {
    List<Integer> fresh = processes();
    addresses.clear();
    boolean everywhere = looks++ % SELDOM == 0;
    List<Found> sockets = sockets(_ -> everywhere, (_, _) -> true);
    isSure = tcp.isPresent() && sockets.stream().anyMatch(this::isFound);
    Set<Long> open = inodes(sockets);
    if (everywhere) {
      owners.keySet().retainAll(open);
      processes.keySet().retainAll(open);
      tries.keySet().retainAll(open);
    }
    // others may have taken over what the service manager opened
    owners.values().removeIf(owner -> owner.program().toString().equals(MANAGER));
    return found(sockets, open, fresh);
  }

  /// Looks for what these may belong to.
  Look look(Collection<SocketKey> asked) {
    List<Integer> fresh = processes();
    List<Found> sockets =
        sockets(
            namespace -> asked.stream().anyMatch(key -> isOf(key, namespace)),
            (namespace, table) ->
                asked.stream()
                    .anyMatch(
                        key ->
                            isOf(key, namespace)
                                && table.mayHave(key.protocol())
                                && !(isSure && isOwn(namespace) && isTcp(key))));
    if (isSure) {
      for (SocketKey key : asked) {
        if (isTcp(key)) {
          tcp.map(lookup -> lookup.find(key))
              .ifPresent(socket -> sockets.add(new Found(socket, ownNamespace)));
        }
      }
    }
    return found(sockets, inodes(sockets), fresh);
  }

  /// What comes to no namespace's address, such as multicast, may be for this one.
  private boolean isOf(SocketKey key, String namespace) {
    return isOwn(namespace) || addresses.getOrDefault(namespace, Set.of()).contains(key.local());
  }

  private boolean isOwn(String namespace) {
    return namespace.equals(ownNamespace);
  }

  private static boolean isTcp(SocketKey key) {
    return key.protocol() == SocketTable.TCP;
  }

  private boolean isFound(Found found) {
    OpenSocket socket = found.socket();
    return isOwn(found.namespace())
        && isTcp(socket.key())
        && socket.inode() != 0
        && !socket.key().isAnywhere()
        && tcp.map(lookup -> lookup.find(socket.key()))
            .filter(same -> same.inode() == socket.inode())
            .isPresent();
  }

  private static Set<Long> inodes(List<Found> sockets) {
    Set<Long> inodes = new HashSet<>();
    sockets.forEach(found -> inodes.add(found.socket().inode()));
    return inodes;
  }

  private Look found(List<Found> sockets, Set<Long> open, List<Integer> fresh) {
    Set<Long> wanted = new HashSet<>(open);
    wanted.remove(0L);
    wanted.removeAll(owners.keySet());
    wanted.removeIf(inode -> tries.merge(inode, 1, Integer::sum) > MOST_TRIES);
    search(wanted, fresh);
    Set<SocketKey> young = new HashSet<>();
    return new Look(byKey(sockets, young), young, Set.copyOf(own()), others(sockets));
  }

  /// Notes which are there; those that are new.
  private List<Integer> processes() {
    Set<Integer> now = folder.processes();
    namespaces.keySet().retainAll(now);
    List<Integer> fresh = new ArrayList<>();
    for (Integer process : now) {
      if (!namespaces.containsKey(process)) {
        namespaces.put(process, folder.namespace(process));
        fresh.add(process);
      }
    }
    fresh.sort(Comparator.reverseOrder());
    return fresh;
  }

  private List<Found> sockets(
      Predicate<String> where, BiPredicate<String, SocketTable.Table> what) {
    List<Found> sockets = new ArrayList<>();
    addresses.computeIfAbsent(ownNamespace, _ -> folder.addresses(0));
    read(ownNamespace, 0, what, sockets);
    Set<String> seen = new HashSet<>(List.of(ownNamespace, ""));
    namespaces.forEach(
        (process, namespace) -> {
          if (seen.add(namespace)) {
            addresses.computeIfAbsent(namespace, _ -> folder.addresses(process));
            if (where.test(namespace)) {
              read(namespace, process, what, sockets);
            }
          }
        });
    return sockets;
  }

  private void read(
      String namespace,
      int process,
      BiPredicate<String, SocketTable.Table> what,
      List<Found> into) {
    folder.sockets(
        process,
        table -> what.test(namespace, table),
        socket -> into.add(new Found(socket, namespace)));
  }

  /// @param wanted inodes, of which those that are found are taken out
  private void search(Set<Long> wanted, List<Integer> fresh) {
    Set<Integer> order = new LinkedHashSet<>(fresh);
    order.addAll(processes.values());
    namespaces.keySet().stream().sorted(Comparator.reverseOrder()).forEach(order::add);
    if (order.remove(1)) {
      order.add(1); // has opened many that others use
    }
    for (Integer process : order) {
      if (wanted.isEmpty()) {
        return;
      }
      search(wanted, process);
    }
  }

  private void search(Set<Long> wanted, int process) {
    Owner[] owner = new Owner[1];
    var _ =
        folder.openSockets(
            process,
            inode -> {
              if (wanted.remove(inode)) {
                owner[0] = owner[0] == null ? folder.owner(process) : owner[0];
                owners.put(inode, owner[0]);
                processes.put(inode, process);
              }
            });
  }

  private Map<SocketKey, Owner> byKey(List<Found> sockets, Set<SocketKey> young) {
    Map<SocketKey, Owner> byKey = new HashMap<>();
    for (Found found : sockets) {
      OpenSocket socket = found.socket();
      Owner owner = owners.get(socket.inode());
      if (owner == null && tries.getOrDefault(socket.inode(), 0) >= MOST_TRIES) {
        owner = Owner.UNKNOWN;
      }
      if (owner == null && socket.inode() != 0) {
        young.addAll(keys(found));
      } else if (owner != null) {
        Owner known = owner;
        keys(found).forEach(key -> byKey.merge(key, known, SocketOwners::both));
      }
    }
    return byKey;
  }

  /// Two programs that wait at one port cannot be told apart by packets.
  private static Owner both(Owner one, Owner other) {
    return one.equals(other) ? one : Owner.UNKNOWN;
  }

  /// Packets name an address where the socket takes any. What is within another namespace's
  /// loopback is not seen from here.
  private List<SocketKey> keys(Found found) {
    SocketKey key = found.socket().key();
    boolean here = found.namespace().equals(ownNamespace);
    if (!here && isLoopback(key.local())) {
      return List.of();
    }
    if (!key.isAnywhere()) {
      return List.of(key);
    }
    List<SocketKey> keys = new ArrayList<>();
    for (IpAddress address : addresses.getOrDefault(found.namespace(), Set.of())) {
      if (here || !isLoopback(address)) {
        keys.add(key.at(address));
      }
    }
    if (here) {
      keys.add(key);
    }
    return keys;
  }

  private Set<IpAddress> own() {
    Set<IpAddress> own = new HashSet<>();
    addresses.forEach(
        (namespace, some) ->
            some.stream()
                .filter(address -> namespace.equals(ownNamespace) || !isLoopback(address))
                .forEach(own::add));
    return own;
  }

  /// All of 127.0.0.0/8.
  static boolean isLoopback(IpAddress address) {
    return address.isV4()
        ? (address.low() >>> 24 & 0xff) == 127
        : address.high() == 0 && address.low() == 1;
  }

  static IpAddress loopback() {
    return LOOPBACK;
  }

  private int others(List<Found> sockets) {
    return (int)
        sockets.stream()
            .map(Found::socket)
            .filter(socket -> socket.inode() != 0 && socket.uid() != account && account != 0)
            .filter(socket -> !owners.containsKey(socket.inode()))
            .count();
  }
}
