SELECT bytes
FROM s1.flows
WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  AND (proto = 6)
ORDER BY src_addr_hi, src_addr, time_received_ns DESC
LIMIT 100
