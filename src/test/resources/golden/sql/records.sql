SELECT time_received_ns, src_addr_hi, src_addr, dst_addr_hi, dst_addr, bytes
FROM s1.flows
WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
ORDER BY time_received_ns DESC
LIMIT 100
