WITH grouped AS MATERIALIZED (
  SELECT 0::UBIGINT AS bucket, k0h, k0, k1, sum(bytes::HUGEINT * rate)::HUGEINT AS m0, count(*)::HUGEINT AS n FROM (
    SELECT 0::UBIGINT AS k0h, 0::UBIGINT AS k0, 0::UTINYINT AS k1, 1::UINTEGER AS rate, bytes AS bytes FROM (SELECT *, 0::UTINYINT AS ip_tos, []::UINTEGER[] AS as_path FROM s2.flows) WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000 AND ((ip_tos = 46) AND (len(list_filter(as_path, lambda x: x = 64500)) > 0))
  ) GROUP BY k0h, k0, k1
),
best AS MATERIALIZED (SELECT k0h, k0, k1, row_number() OVER (ORDER BY m0 DESC, k0h, k0, k1) AS place FROM (FROM grouped ORDER BY m0 DESC, k0h, k0, k1 LIMIT 10)),
shown AS MATERIALIZED (SELECT bucket, k0h, k0, k1, place, sum(m0) AS m0, sum(n) AS n FROM grouped JOIN best USING (k0h, k0, k1) GROUP BY ALL),
listed AS (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM shown GROUP BY ALL),
totals AS MATERIALIZED (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM grouped GROUP BY ALL)
SELECT * EXCLUDE (place) FROM (
SELECT bucket, false AS other, k0h, k0, k1, least(m0, 9223372036854775807)::BIGINT AS m0, (SELECT sum(n) FROM totals)::BIGINT AS matched, place FROM shown
) ORDER BY place NULLS LAST, bucket
