SELECT count(CASE WHEN src_addr_hi <> 0 OR src_addr <> 0 THEN 1 END),
  count(CASE WHEN bytes <> 0 THEN 1 END),
  count(CASE WHEN length(as_path) > 0 THEN 1 END)
FROM s1.flows
WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000
  AND (proto = 6)
