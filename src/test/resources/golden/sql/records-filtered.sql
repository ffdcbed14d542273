SELECT time_received_ns, src_addr_hi, src_addr, dst_addr_hi, dst_addr, bytes
FROM s1.flows
WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  AND (((src_addr_hi = 0 AND (src_addr = 281470849515521)) OR (dst_addr_hi = 0 AND (dst_addr = 281470849515521))) AND (proto = 6))
ORDER BY time_received_ns DESC
LIMIT 5
