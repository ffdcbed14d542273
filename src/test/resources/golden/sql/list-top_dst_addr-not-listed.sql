SELECT count(*)::DOUBLE FROM best ANTI JOIN (SELECT dst_addr_hi AS k0h, dst_addr AS k0 FROM r1.top_dst_addr) USING (k0h, k0)
