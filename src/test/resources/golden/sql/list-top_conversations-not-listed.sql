SELECT count(*)::DOUBLE FROM best ANTI JOIN (SELECT src_addr_hi AS k0h, src_addr AS k0, dst_addr_hi AS k1h, dst_addr AS k1 FROM r1.top_conversations) USING (k0h, k0, k1h, k1)
