SELECT rowid, src_addr_hi, src_addr, bytes FROM s1.flows WHERE rowid IN (SELECT row FROM places)
