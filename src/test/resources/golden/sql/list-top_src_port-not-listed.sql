SELECT count(*)::DOUBLE FROM best ANTI JOIN (SELECT proto AS k0, src_port AS k1 FROM r1.top_src_port) USING (k0, k1)
