  SELECT bucket, k0, sum(bytes::HUGEINT * rate)::HUGEINT AS m0, sum(flows)::HUGEINT AS n FROM (
    SELECT minute_ns // 60000000000 * 60000000000 AS bucket, src_as AS k0, sampling_rate AS rate, bytes AS bytes, flows FROM r1.top_src_as WHERE minute_ns >= 1790000040000000000 AND minute_ns < 1790003640000000000
    UNION ALL
    SELECT time_received_ns // 60000000000 * 60000000000 AS bucket, src_as AS k0, 1::UINTEGER AS rate, bytes AS bytes, 1::UBIGINT AS flows FROM s2.flows WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  ) GROUP BY bucket, k0
