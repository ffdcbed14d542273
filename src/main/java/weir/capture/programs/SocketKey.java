package weir.capture.programs;

import weir.flow.IpAddress;

/// What packets have in common with the socket that they belong to. One that waits for anybody has
/// no remote end, one that takes what comes to any address no local address.
record SocketKey(int protocol, IpAddress local, int localPort, IpAddress remote, int remotePort) {
  SocketKey anybody() {
    return new SocketKey(protocol, local, localPort, IpAddress.NONE, 0);
  }

  /// As the socket at the other end has it.
  @SuppressWarnings("ArgumentSelectionDefectChecker") // the ends change places
  SocketKey turned() {
    return new SocketKey(protocol, remote, remotePort, local, localPort);
  }

  SocketKey at(IpAddress address) {
    return new SocketKey(protocol, address, localPort, remote, remotePort);
  }

  boolean isForAnybody() {
    return remotePort == 0 && remote.equals(IpAddress.NONE);
  }

  boolean isAnywhere() {
    return local.equals(IpAddress.NONE);
  }
}
