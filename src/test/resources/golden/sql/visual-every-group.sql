WITH grouped AS MATERIALIZED (
  SELECT 0::UBIGINT AS bucket, k0, count(*)::HUGEINT AS m0, count(*)::HUGEINT AS n FROM (
    SELECT tcp_flags AS k0, greatest(sampling_rate, 1) AS rate FROM s1.flows WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  ) GROUP BY k0
)
SELECT bucket, false AS other, k0, least(m0, 9223372036854775807)::BIGINT AS m0, (SELECT sum(n) FROM grouped)::BIGINT AS matched
FROM grouped
ORDER BY grouped.m0 DESC, k0
