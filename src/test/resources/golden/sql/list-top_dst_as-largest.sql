(SELECT dst_as FROM sums ORDER BY scaled_bytes DESC LIMIT 100) UNION (SELECT dst_as FROM sums ORDER BY scaled_packets DESC LIMIT 100) UNION (SELECT dst_as FROM sums ORDER BY flows DESC LIMIT 100)
