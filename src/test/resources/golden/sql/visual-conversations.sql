WITH grouped AS MATERIALIZED (
  SELECT 0::UBIGINT AS bucket, k0h, k0, k1h, k1, k2, sum(packets::HUGEINT * rate)::HUGEINT AS m0, count(*)::HUGEINT AS n FROM (
    SELECT src_addr_hi AS k0h, src_addr AS k0, dst_addr_hi AS k1h, dst_addr AS k1, dst_port AS k2, greatest(sampling_rate, 1) AS rate, packets AS packets FROM s1.flows WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  ) GROUP BY k0h, k0, k1h, k1, k2
),
best AS MATERIALIZED (SELECT k0h, k0, k1h, k1, k2, row_number() OVER (ORDER BY m0 DESC, k0h, k0, k1h, k1, k2) AS place FROM (FROM grouped ORDER BY m0 DESC, k0h, k0, k1h, k1, k2 LIMIT 50)),
shown AS MATERIALIZED (SELECT bucket, k0h, k0, k1h, k1, k2, place, sum(m0) AS m0, sum(n) AS n FROM grouped JOIN best USING (k0h, k0, k1h, k1, k2) GROUP BY ALL),
listed AS (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM shown GROUP BY ALL),
totals AS MATERIALIZED (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM grouped GROUP BY ALL)
SELECT * EXCLUDE (place) FROM (
SELECT bucket, false AS other, k0h, k0, k1h, k1, k2, least(m0, 9223372036854775807)::BIGINT AS m0, (SELECT sum(n) FROM totals)::BIGINT AS matched, place FROM shown
) ORDER BY place NULLS LAST, bucket
