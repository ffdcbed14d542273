WITH grouped AS MATERIALIZED (
  SELECT 0::UBIGINT AS bucket, k0, sum(bytes::HUGEINT * rate)::HUGEINT AS m0, count(*)::HUGEINT AS n FROM (
    SELECT (CASE WHEN (bytes // greatest(packets, 1)) BETWEEN 0 AND 64 THEN 0 WHEN (bytes // greatest(packets, 1)) BETWEEN 65 AND 127 THEN 1 WHEN (bytes // greatest(packets, 1)) BETWEEN 128 AND 255 THEN 2 WHEN (bytes // greatest(packets, 1)) BETWEEN 256 AND 511 THEN 3 WHEN (bytes // greatest(packets, 1)) BETWEEN 512 AND 1023 THEN 4 WHEN (bytes // greatest(packets, 1)) BETWEEN 1024 AND 1518 THEN 5 ELSE 6 END)::UINTEGER AS k0, greatest(sampling_rate, 1) AS rate, bytes AS bytes FROM s1.flows WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  ) GROUP BY k0
),
best AS MATERIALIZED (SELECT k0, row_number() OVER (ORDER BY m0 DESC, k0) AS place FROM (FROM grouped ORDER BY m0 DESC, k0 LIMIT 10)),
shown AS MATERIALIZED (SELECT bucket, k0, place, sum(m0) AS m0, sum(n) AS n FROM grouped JOIN best USING (k0) GROUP BY ALL),
listed AS (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM shown GROUP BY ALL),
totals AS MATERIALIZED (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM grouped GROUP BY ALL)
SELECT * EXCLUDE (place) FROM (
SELECT bucket, false AS other, k0, least(m0, 9223372036854775807)::BIGINT AS m0, (SELECT sum(n) FROM totals)::BIGINT AS matched, place FROM shown
) ORDER BY place NULLS LAST, bucket
