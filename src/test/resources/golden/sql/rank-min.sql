WITH grouped AS MATERIALIZED (
  SELECT bucket, k0, sum(bytes::HUGEINT * rate)::HUGEINT AS m0, count(*)::HUGEINT AS n FROM (
    SELECT time_received_ns // 60000000000 * 60000000000 AS bucket, dst_port AS k0, greatest(sampling_rate, 1) AS rate, bytes AS bytes FROM s1.flows WHERE time_received_ns >= 1790000070000000000 AND time_received_ns < 1790000190000000000
  ) GROUP BY bucket, k0
),
best AS MATERIALIZED (SELECT k0, row_number() OVER (ORDER BY r0 DESC, m0 DESC, k0) AS place FROM (FROM (SELECT k0, sum(m0) AS m0, (CASE WHEN count(*) = 3 THEN min(m0::DOUBLE / (CASE bucket WHEN 1790000040000000000 THEN 30000000000 WHEN 1790000160000000000 THEN 30000000000 ELSE 60000000000 END)) ELSE 0::DOUBLE END) AS r0 FROM (SELECT bucket, k0, sum(m0) AS m0 FROM grouped GROUP BY bucket, k0) GROUP BY k0) ORDER BY r0 DESC, m0 DESC, k0 LIMIT 10)),
shown AS MATERIALIZED (SELECT bucket, k0, place, sum(m0) AS m0, sum(n) AS n FROM (SELECT * REPLACE (0::UBIGINT AS bucket) FROM grouped) JOIN best USING (k0) GROUP BY ALL),
listed AS (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM shown GROUP BY ALL),
totals AS MATERIALIZED (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM (SELECT * REPLACE (0::UBIGINT AS bucket) FROM grouped) GROUP BY ALL)
SELECT * EXCLUDE (place) FROM (
SELECT bucket, false AS other, k0, least(m0, 9223372036854775807)::BIGINT AS m0, (SELECT sum(n) FROM totals)::BIGINT AS matched, place FROM shown
) ORDER BY place NULLS LAST, bucket
