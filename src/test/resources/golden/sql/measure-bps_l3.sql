WITH grouped AS MATERIALIZED (
  SELECT bucket, sum(bytes_l3::HUGEINT * rate)::HUGEINT AS m0, count(*)::HUGEINT AS n FROM (
    SELECT 0::UBIGINT AS bucket, greatest(sampling_rate, 1) AS rate, bytes_l3 AS bytes_l3 FROM s1.flows WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  ) GROUP BY bucket
)
SELECT bucket, false AS other, least(m0, 9223372036854775807)::BIGINT AS m0, (SELECT sum(n) FROM grouped)::BIGINT AS matched
FROM grouped
ORDER BY m0 DESC
