package weir.store.clickhouse.feed;

/// What becomes of a block after a node has answered.
enum Verdict {
  DELIVERED,

  /// It may be there or not: the node is asked again with the same token.
  UNCERTAIN,

  /// It is not there, and may be later: the server is busy, or somebody has to give a grant.
  LATER,

  /// This block will not be taken as it is.
  REFUSED,

  /// Nobody knows: it is tried some times.
  DOUBTFUL;

  /// ClickHouse's codes, see `ErrorCodes.cpp` there.
  static Verdict of(Link.Reply reply) {
    if (reply.isGood()) {
      return DELIVERED;
    }
    return switch (reply.code()) {
      // proxies, and servers that say nothing
      case 0 -> reply.status() == 413 ? REFUSED : UNCERTAIN;
      // unknown status of insert, timeouts and networks behind the node, keeper
      case 319, 209, 210, 999, 225, 394, 236 -> UNCERTAIN;
      // too busy: queries, memory, parts, time, quota, threads, disk, read-only replicas
      case 202, 241, 252, 159, 160, 201, 439, 243, 242, 285, 745, 173, 473 -> LATER;
      // passwords, grants, settings, a database or table that is not there
      case 516, 192, 193, 194, 497, 164, 452, 81, 60, 218, 733 -> LATER;
      // columns, types, values, and what is said of the block itself
      case 16,
          10,
          8,
          47,
          44,
          53,
          70,
          43,
          50,
          349,
          27,
          33,
          32,
          117,
          69,
          36,
          62,
          131,
          469,
          691,
          6,
          41,
          38,
          386 ->
          REFUSED;
      default -> DOUBTFUL;
    };
  }
}
