WITH summed AS NOT MATERIALIZED (
  SELECT 0::UBIGINT AS bucket, k0, k1h, k1, bytes::HUGEINT * rate AS m0, packets::HUGEINT * rate AS m1, flows AS m2, flows AS n FROM (
    SELECT direction AS k0, dst_addr_hi AS k1h, dst_addr AS k1, sampling_rate AS rate, bytes AS bytes, packets AS packets, flows FROM r1.by_dst_addr
  )
),
best AS MATERIALIZED (SELECT k0, k1h, k1, row_number() OVER (ORDER BY m0 DESC, k0, k1h, k1) AS place FROM (FROM (SELECT k0, k1h, k1, sum(m0) AS m0 FROM summed GROUP BY k0, k1h, k1) ORDER BY m0 DESC, k0, k1h, k1 LIMIT 10)),
whole AS MATERIALIZED (
  SELECT bucket, sum(bytes::HUGEINT * rate)::HUGEINT AS m0, sum(packets::HUGEINT * rate)::HUGEINT AS m1, sum(flows)::HUGEINT AS m2, sum(flows)::HUGEINT AS n FROM (
    SELECT 0::UBIGINT AS bucket, sampling_rate AS rate, bytes AS bytes, packets AS packets, flows FROM r1.by_flags WHERE minute_ns >= 1790000040000000000 AND minute_ns < 1790003640000000000
  ) GROUP BY bucket
),
shown AS MATERIALIZED (SELECT bucket, k0, k1h, k1, place, sum(m0) AS m0, sum(m1) AS m1, sum(m2) AS m2, sum(n) AS n FROM summed JOIN best USING (k0, k1h, k1) GROUP BY ALL),
listed AS (SELECT bucket, sum(m0) AS m0, sum(m1) AS m1, sum(m2) AS m2, sum(n) AS n FROM shown GROUP BY ALL),
totals AS MATERIALIZED (SELECT bucket, sum(m0) AS m0, sum(m1) AS m1, sum(m2) AS m2, sum(n) AS n FROM whole GROUP BY ALL)
SELECT * EXCLUDE (place) FROM (
SELECT bucket, false AS other, k0, k1h, k1, least(m0, 9223372036854775807)::BIGINT AS m0, least(m1, 9223372036854775807)::BIGINT AS m1, least(m2, 9223372036854775807)::BIGINT AS m2, (SELECT sum(n) FROM totals)::BIGINT AS matched, place FROM shown
) ORDER BY place NULLS LAST, bucket
