WITH grouped AS MATERIALIZED (
  SELECT 0::UBIGINT AS bucket, k0, sum_no_overflow((bytes * rate)::BIGINT)::HUGEINT AS m0, sum(flows)::HUGEINT AS n FROM (
    SELECT proto AS k0, greatest(sampling_rate, 1) AS rate, bytes AS bytes, 1::UBIGINT AS flows FROM s1.flows WHERE time_received_ns >= 1790000160000000000 AND time_received_ns < 1790000190000000000
    UNION ALL
    SELECT proto AS k0, sampling_rate AS rate, bytes AS bytes, flows FROM r1.by_flags WHERE minute_ns >= 1790000100000000000 AND minute_ns < 1790000160000000000
    UNION ALL
    SELECT proto AS k0, greatest(sampling_rate, 1) AS rate, bytes AS bytes, 1::UBIGINT AS flows FROM s1.flows WHERE time_received_ns >= 1790000070000000000 AND time_received_ns < 1790000100000000000
  ) GROUP BY k0
),
best AS MATERIALIZED (SELECT k0, row_number() OVER (ORDER BY m0 DESC, k0) AS place FROM (FROM grouped ORDER BY m0 DESC, k0 LIMIT 10)),
shown AS MATERIALIZED (SELECT bucket, k0, place, sum(m0) AS m0, sum(n) AS n FROM grouped JOIN best USING (k0) GROUP BY ALL),
listed AS (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM shown GROUP BY ALL),
totals AS MATERIALIZED (SELECT bucket, sum(m0) AS m0, sum(n) AS n FROM grouped GROUP BY ALL)
SELECT * EXCLUDE (place) FROM (
SELECT bucket, false AS other, k0, least(m0, 9223372036854775807)::BIGINT AS m0, (SELECT sum(n) FROM totals)::BIGINT AS matched, place FROM shown
) ORDER BY place NULLS LAST, bucket
