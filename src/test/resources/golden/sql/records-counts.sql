SELECT (time_received_ns - 1790000040000000000) // 1000000000 AS stretch, count(*) AS records
FROM s2.flows
WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  AND (proto = 6)
GROUP BY 1
