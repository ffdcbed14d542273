  SELECT bucket, k0h, k0, k1h, k1, sum(bytes::HUGEINT * rate)::HUGEINT AS m0, sum(flows)::HUGEINT AS n FROM (
    SELECT minute_ns // 60000000000 * 60000000000 AS bucket, src_addr_hi AS k0h, src_addr AS k0, dst_addr_hi AS k1h, dst_addr AS k1, sampling_rate AS rate, bytes AS bytes, flows FROM r1.top_conversations WHERE minute_ns >= 1790000040000000000 AND minute_ns < 1790003640000000000
    UNION ALL
    SELECT time_received_ns // 60000000000 * 60000000000 AS bucket, src_addr_hi AS k0h, src_addr AS k0, 0::UBIGINT AS k1h, 0::UBIGINT AS k1, 1::UINTEGER AS rate, bytes AS bytes, 1::UBIGINT AS flows FROM s2.flows WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  ) GROUP BY bucket, k0h, k0, k1h, k1
