WITH grouped AS MATERIALIZED (
  SELECT bucket, sum(bytes::HUGEINT * rate)::HUGEINT AS m0, count(*)::HUGEINT AS n FROM (
    SELECT 0::UBIGINT AS bucket, (CASE WHEN sampler_address_hi = 0 AND sampler_address = 281473902969345 AND in_if = 3 THEN 7 WHEN sampler_address_hi = 0 AND sampler_address = 281473902969345 THEN 100 WHEN sampler_address_hi = 2306139568115548160 AND sampler_address = 1 THEN 9 ELSE greatest(sampling_rate, 1) END)::UINTEGER AS rate, bytes AS bytes FROM s3.flows WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  ) GROUP BY bucket
)
SELECT bucket, false AS other, least(m0, 9223372036854775807)::BIGINT AS m0, (SELECT sum(n) FROM grouped)::BIGINT AS matched
FROM grouped
ORDER BY m0 DESC
