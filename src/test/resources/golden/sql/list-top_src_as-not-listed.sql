SELECT count(*)::DOUBLE FROM best ANTI JOIN (SELECT src_as AS k0 FROM r1.top_src_as) USING (k0)
