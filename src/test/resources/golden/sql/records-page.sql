SELECT rowid, src_addr_hi, src_addr, bytes FROM s1.flows WHERE time_received_ns >= 1790000040000000000 AND time_received_ns < 1790003640000000000 AND rowid IN (3,1,4)
