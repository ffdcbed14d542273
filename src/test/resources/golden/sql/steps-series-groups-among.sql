  SELECT bucket, k0h, k0, sum(bytes::HUGEINT * rate)::HUGEINT AS m0, count(*)::HUGEINT AS n FROM (
    SELECT time_received_ns // 10000000000 * 10000000000 AS bucket, src_addr_hi AS k0h, src_addr AS k0, greatest(sampling_rate, 1) AS rate, bytes AS bytes FROM s1.flows WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  ) SEMI JOIN best USING (k0h, k0) GROUP BY bucket, k0h, k0
