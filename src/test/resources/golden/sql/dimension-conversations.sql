WITH grouped AS MATERIALIZED (
  SELECT 0::UBIGINT AS bucket, k0h, k0, k1h, k1, sum(bytes::HUGEINT * rate)::HUGEINT AS m0, sum(bytes_ab::HUGEINT * rate)::HUGEINT AS m1, sum(flows_ba)::HUGEINT AS m2, count(*)::HUGEINT AS n FROM (
    SELECT (CASE WHEN (src_addr_hi < dst_addr_hi OR src_addr_hi = dst_addr_hi AND src_addr <= dst_addr) THEN src_addr_hi ELSE dst_addr_hi END) AS k0h, (CASE WHEN (src_addr_hi < dst_addr_hi OR src_addr_hi = dst_addr_hi AND src_addr <= dst_addr) THEN src_addr ELSE dst_addr END) AS k0, (CASE WHEN (src_addr_hi < dst_addr_hi OR src_addr_hi = dst_addr_hi AND src_addr <= dst_addr) THEN dst_addr_hi ELSE src_addr_hi END) AS k1h, (CASE WHEN (src_addr_hi < dst_addr_hi OR src_addr_hi = dst_addr_hi AND src_addr <= dst_addr) THEN dst_addr ELSE src_addr END) AS k1, greatest(sampling_rate, 1) AS rate, bytes AS bytes, (CASE WHEN (src_addr_hi < dst_addr_hi OR src_addr_hi = dst_addr_hi AND src_addr <= dst_addr) THEN bytes ELSE 0 END)::UBIGINT AS bytes_ab, (CASE WHEN NOT (src_addr_hi < dst_addr_hi OR src_addr_hi = dst_addr_hi AND src_addr <= dst_addr) THEN 1::UBIGINT ELSE 0 END)::UBIGINT AS flows_ba FROM s1.flows WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  ) GROUP BY k0h, k0, k1h, k1
),
best AS MATERIALIZED (SELECT k0h, k0, k1h, k1, row_number() OVER (ORDER BY m0 DESC, k0h, k0, k1h, k1) AS place FROM (FROM grouped ORDER BY m0 DESC, k0h, k0, k1h, k1 LIMIT 10)),
shown AS MATERIALIZED (SELECT bucket, k0h, k0, k1h, k1, place, sum(m0) AS m0, sum(m1) AS m1, sum(m2) AS m2, sum(n) AS n FROM grouped JOIN best USING (k0h, k0, k1h, k1) GROUP BY ALL),
listed AS (SELECT bucket, sum(m0) AS m0, sum(m1) AS m1, sum(m2) AS m2, sum(n) AS n FROM shown GROUP BY ALL),
totals AS MATERIALIZED (SELECT bucket, sum(m0) AS m0, sum(m1) AS m1, sum(m2) AS m2, sum(n) AS n FROM grouped GROUP BY ALL)
SELECT * EXCLUDE (place) FROM (
SELECT bucket, false AS other, k0h, k0, k1h, k1, least(m0, 9223372036854775807)::BIGINT AS m0, least(m1, 9223372036854775807)::BIGINT AS m1, least(m2, 9223372036854775807)::BIGINT AS m2, (SELECT sum(n) FROM totals)::BIGINT AS matched, place FROM shown
) ORDER BY place NULLS LAST, bucket
