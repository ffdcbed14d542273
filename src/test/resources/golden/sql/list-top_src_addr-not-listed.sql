SELECT count(*)::DOUBLE FROM best ANTI JOIN (SELECT src_addr_hi AS k0h, src_addr AS k0 FROM r1.top_src_addr) USING (k0h, k0)
