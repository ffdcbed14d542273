-- What each panel shows, asked by hand: keys, then what is summed. {packets}: the type of flows made of captured packets.
overview throughput: SELECT direction, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
overview packets: SELECT direction, sum(packets * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
overview service-series: SELECT proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
overview tcp-flags: SELECT tcp_flags, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE proto = 6 GROUP BY ALL
overview protocols: SELECT proto, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
overview sources: SELECT src_addr_hi, src_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
overview destinations: SELECT dst_addr_hi, dst_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
overview services: SELECT proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
talkers source-series: SELECT src_addr_hi, src_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
talkers destination-series: SELECT dst_addr_hi, dst_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
talkers sources: SELECT src_addr_hi, src_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
talkers destinations: SELECT dst_addr_hi, dst_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
talkers pairs: SELECT src_addr_hi, src_addr, dst_addr_hi, dst_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
talkers services: SELECT proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
talkers source-as: SELECT src_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
talkers destination-as: SELECT dst_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
conversations conversation-series: SELECT CASE WHEN (src_addr_hi, src_addr) <= (dst_addr_hi, dst_addr) THEN src_addr_hi ELSE dst_addr_hi END, CASE WHEN (src_addr_hi, src_addr) <= (dst_addr_hi, dst_addr) THEN src_addr ELSE dst_addr END, CASE WHEN (src_addr_hi, src_addr) <= (dst_addr_hi, dst_addr) THEN dst_addr_hi ELSE src_addr_hi END, CASE WHEN (src_addr_hi, src_addr) <= (dst_addr_hi, dst_addr) THEN dst_addr ELSE src_addr END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
conversations conversations: SELECT CASE WHEN (src_addr_hi, src_addr) <= (dst_addr_hi, dst_addr) THEN src_addr_hi ELSE dst_addr_hi END, CASE WHEN (src_addr_hi, src_addr) <= (dst_addr_hi, dst_addr) THEN src_addr ELSE dst_addr END, CASE WHEN (src_addr_hi, src_addr) <= (dst_addr_hi, dst_addr) THEN dst_addr_hi ELSE src_addr_hi END, CASE WHEN (src_addr_hi, src_addr) <= (dst_addr_hi, dst_addr) THEN dst_addr ELSE src_addr END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
conversations one-way: SELECT src_addr_hi, src_addr, dst_addr_hi, dst_addr, proto, dst_port, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
conversations services: SELECT proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
tcp-flags tcp-flags: SELECT tcp_flags, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE proto = 6 GROUP BY ALL
tcp-flags flags-in-packets: SELECT tcp_flags, sum(packets * greatest(sampling_rate, 1)) FROM flows WHERE proto = 6 GROUP BY ALL
tcp-flags steps: SELECT CASE tcp_flags & 22 WHEN 2 THEN 0 WHEN 18 THEN 1 WHEN 4 THEN 2 WHEN 6 THEN 2 WHEN 20 THEN 2 WHEN 22 THEN 2 ELSE 3 END, count(*) FROM flows WHERE proto = 6 AND tcp_flags & 22 NOT IN (0, 16) GROUP BY ALL
tcp-flags mix: SELECT CASE tcp_flags & 22 WHEN 2 THEN 0 WHEN 18 THEN 1 WHEN 4 THEN 2 WHEN 6 THEN 2 WHEN 20 THEN 2 WHEN 22 THEN 2 ELSE 3 END, count(*) FROM flows WHERE proto = 6 GROUP BY ALL
tcp-flags flags: SELECT tcp_flags, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE proto = 6 GROUP BY ALL
tcp-flags unanswered: SELECT src_addr_hi, src_addr, count(*) FROM flows WHERE tcp_flags & 22 = 2 GROUP BY ALL
tcp-flags tried: SELECT dst_addr_hi, dst_addr, dst_port, count(*) FROM flows WHERE tcp_flags & 22 = 2 GROUP BY ALL
services service-series: SELECT proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
services services: SELECT proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
services source-ports: SELECT proto, src_port, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
services destination-ports: SELECT proto, dst_port, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
services servers: SELECT proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, dst_addr_hi, dst_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
services clients: SELECT proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, src_addr_hi, src_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
services protocols: SELECT direction, proto, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
services packet-sizes: SELECT CASE WHEN bytes // greatest(packets, 1) <= 64 THEN 0 WHEN bytes // greatest(packets, 1) <= 127 THEN 1 WHEN bytes // greatest(packets, 1) <= 255 THEN 2 WHEN bytes // greatest(packets, 1) <= 511 THEN 3 WHEN bytes // greatest(packets, 1) <= 1023 THEN 4 WHEN bytes // greatest(packets, 1) <= 1518 THEN 5 ELSE 6 END, sum(packets * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
interfaces in-series: SELECT sampler_address_hi, sampler_address, in_if, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
interfaces out-series: SELECT sampler_address_hi, sampler_address, out_if, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
interfaces in: SELECT sampler_address_hi, sampler_address, in_if, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
interfaces out: SELECT sampler_address_hi, sampler_address, out_if, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
interfaces ways: SELECT sampler_address_hi, sampler_address, in_if, out_if, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
interfaces exporters: SELECT sampler_address_hi, sampler_address, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
interfaces records-of-exporters: SELECT sampler_address_hi, sampler_address, count(*) FROM flows WHERE true GROUP BY ALL
as source-series: SELECT src_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction != 2 GROUP BY ALL
as destination-series: SELECT dst_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction != 1 GROUP BY ALL
as sources: SELECT src_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction != 2 GROUP BY ALL
as destinations: SELECT dst_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction != 1 GROUP BY ALL
as pairs: SELECT src_as, dst_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
as next-hop-as: SELECT next_hop_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE next_hop_as != 0 GROUP BY ALL
countries source-series: SELECT CASE WHEN src_as IN (1, 2) THEN 0 WHEN src_as = 3 THEN 1 WHEN src_as = 4 THEN 2 ELSE 3 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction != 2 AND src_as IN (1, 2, 3, 4) GROUP BY ALL
countries destination-series: SELECT CASE WHEN dst_as IN (1, 2) THEN 0 WHEN dst_as = 3 THEN 1 WHEN dst_as = 4 THEN 2 ELSE 3 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction != 1 AND dst_as IN (1, 2, 3, 4) GROUP BY ALL
countries sources: SELECT CASE WHEN src_as IN (1, 2) THEN 0 WHEN src_as = 3 THEN 1 WHEN src_as = 4 THEN 2 ELSE 3 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction != 2 GROUP BY ALL
countries destinations: SELECT CASE WHEN dst_as IN (1, 2) THEN 0 WHEN dst_as = 3 THEN 1 WHEN dst_as = 4 THEN 2 ELSE 3 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction != 1 GROUP BY ALL
countries pairs: SELECT CASE WHEN src_as IN (1, 2) THEN 0 WHEN src_as = 3 THEN 1 WHEN src_as = 4 THEN 2 ELSE 3 END, CASE WHEN dst_as IN (1, 2) THEN 0 WHEN dst_as = 3 THEN 1 WHEN dst_as = 4 THEN 2 ELSE 3 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
countries systems: SELECT CASE WHEN src_as IN (1, 2) THEN 0 WHEN src_as = 3 THEN 1 WHEN src_as = 4 THEN 2 ELSE 3 END, CASE WHEN src_as = 1 THEN 0 WHEN src_as IN (2, 3) THEN 1 ELSE 2 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction != 2 GROUP BY ALL
countries source-cities: SELECT (src_addr & 3) - 1, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction != 2 AND (src_addr & 3) IN (1, 2) GROUP BY ALL
countries destination-cities: SELECT (dst_addr & 3) - 1, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction != 1 AND (dst_addr & 3) IN (1, 2) GROUP BY ALL
vlans vlan-series: SELECT sampler_address_hi, sampler_address, vlan_id, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE vlan_id != 0 GROUP BY ALL
vlans vrf-series: SELECT sampler_address_hi, sampler_address, ingress_vrf_id, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE ingress_vrf_id != 0 GROUP BY ALL
vlans vlans: SELECT sampler_address_hi, sampler_address, vlan_id, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE vlan_id != 0 GROUP BY ALL
vlans vrfs: SELECT sampler_address_hi, sampler_address, ingress_vrf_id, egress_vrf_id, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE ingress_vrf_id != 0 OR egress_vrf_id != 0 GROUP BY ALL
vlans ways: SELECT src_vlan, dst_vlan, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE src_vlan != 0 OR dst_vlan != 0 GROUP BY ALL
vlans customers: SELECT vlan_id, customer_vlan_id, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE customer_vlan_id != 0 GROUP BY ALL
next-hops next-hop-series: SELECT next_hop_hi, next_hop, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE (next_hop_hi, next_hop) != (0, 0) GROUP BY ALL
next-hops next-hops: SELECT next_hop_hi, next_hop, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE (next_hop_hi, next_hop) != (0, 0) GROUP BY ALL
next-hops of-exporters: SELECT sampler_address_hi, sampler_address, next_hop_hi, next_hop, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE (next_hop_hi, next_hop) != (0, 0) GROUP BY ALL
next-hops bgp: SELECT bgp_next_hop_hi, bgp_next_hop, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE (bgp_next_hop_hi, bgp_next_hop) != (0, 0) GROUP BY ALL
next-hops out-if: SELECT sampler_address_hi, sampler_address, out_if, next_hop_hi, next_hop, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE (next_hop_hi, next_hop) != (0, 0) GROUP BY ALL
ethertypes in-and-out: SELECT direction, etype, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
ethertypes series: SELECT etype, sum(packets * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
ethertypes ethertypes: SELECT etype, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
ethertypes protocols: SELECT etype, proto, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
ethertypes layers: SELECT layer_stack, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE layer_stack != 0 GROUP BY ALL
tunnels tunnel-series: SELECT tunnel_type, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE tunnel_type != 0 GROUP BY ALL
tunnels inner-series: SELECT inner_proto, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE tunnel_type != 0 GROUP BY ALL
tunnels ends: SELECT src_addr_hi, src_addr, dst_addr_hi, dst_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE tunnel_type != 0 GROUP BY ALL
tunnels inner-pairs: SELECT inner_src_addr_hi, inner_src_addr, inner_dst_addr_hi, inner_dst_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE tunnel_type != 0 GROUP BY ALL
tunnels ids: SELECT tunnel_type, tunnel_id, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE tunnel_type != 0 GROUP BY ALL
tunnels inner-ports: SELECT inner_proto, inner_dst_port, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE tunnel_type != 0 GROUP BY ALL
programs program-series: SELECT program_hi, program, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE type = {packets} GROUP BY ALL
programs programs: SELECT program_hi, program, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE type = {packets} GROUP BY ALL
programs sends: SELECT program_hi, program, dst_addr_hi, dst_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE (program_hi, program) != (0, 0) AND direction != 1 GROUP BY ALL
programs receives: SELECT program_hi, program, src_addr_hi, src_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE (program_hi, program) != (0, 0) AND direction = 1 GROUP BY ALL
programs services: SELECT program_hi, program, proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE (program_hi, program) != (0, 0) GROUP BY ALL
programs containers: SELECT container_hi, container, program_hi, program, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE (container_hi, container) != (0, 0) GROUP BY ALL
handshakes server-series: SELECT CASE WHEN tcp_handshake_rtt_us = 0 THEN 0 WHEN tcp_handshake_rtt_us < 1000 THEN 1 WHEN tcp_handshake_rtt_us < 5000 THEN 2 WHEN tcp_handshake_rtt_us < 20000 THEN 3 WHEN tcp_handshake_rtt_us < 50000 THEN 4 WHEN tcp_handshake_rtt_us < 100000 THEN 5 WHEN tcp_handshake_rtt_us < 200000 THEN 6 WHEN tcp_handshake_rtt_us < 500000 THEN 7 WHEN tcp_handshake_rtt_us < 1000000 THEN 8 ELSE 9 END, count(*) FROM flows WHERE tcp_flags & 18 = 18 AND tcp_handshake_rtt_us != 0 GROUP BY ALL
handshakes client-series: SELECT CASE WHEN tcp_handshake_rtt_us = 0 THEN 0 WHEN tcp_handshake_rtt_us < 1000 THEN 1 WHEN tcp_handshake_rtt_us < 5000 THEN 2 WHEN tcp_handshake_rtt_us < 20000 THEN 3 WHEN tcp_handshake_rtt_us < 50000 THEN 4 WHEN tcp_handshake_rtt_us < 100000 THEN 5 WHEN tcp_handshake_rtt_us < 200000 THEN 6 WHEN tcp_handshake_rtt_us < 500000 THEN 7 WHEN tcp_handshake_rtt_us < 1000000 THEN 8 ELSE 9 END, count(*) FROM flows WHERE tcp_flags & 2 = 0 AND tcp_handshake_rtt_us != 0 GROUP BY ALL
handshakes handshake-times: SELECT CASE WHEN tcp_handshake_rtt_us = 0 THEN 0 WHEN tcp_handshake_rtt_us < 1000 THEN 1 WHEN tcp_handshake_rtt_us < 5000 THEN 2 WHEN tcp_handshake_rtt_us < 20000 THEN 3 WHEN tcp_handshake_rtt_us < 50000 THEN 4 WHEN tcp_handshake_rtt_us < 100000 THEN 5 WHEN tcp_handshake_rtt_us < 200000 THEN 6 WHEN tcp_handshake_rtt_us < 500000 THEN 7 WHEN tcp_handshake_rtt_us < 1000000 THEN 8 ELSE 9 END, count(*) FROM flows WHERE tcp_flags & 18 = 18 AND tcp_handshake_rtt_us != 0 GROUP BY ALL
handshakes slow-servers: SELECT src_addr_hi, src_addr, count(*) FROM flows WHERE tcp_flags & 18 = 18 AND tcp_handshake_rtt_us > 100000 GROUP BY ALL
handshakes syns: SELECT dst_addr_hi, dst_addr, count(*) FROM flows WHERE tcp_flags & 2 = 2 AND tcp_flags & 16 = 0 GROUP BY ALL
hosts sent: SELECT proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE src_addr = {host} GROUP BY ALL
hosts received: SELECT proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE dst_addr = {host} GROUP BY ALL
hosts peers: SELECT CASE WHEN (src_addr_hi, src_addr) <= (dst_addr_hi, dst_addr) THEN src_addr_hi ELSE dst_addr_hi END, CASE WHEN (src_addr_hi, src_addr) <= (dst_addr_hi, dst_addr) THEN src_addr ELSE dst_addr END, CASE WHEN (src_addr_hi, src_addr) <= (dst_addr_hi, dst_addr) THEN dst_addr_hi ELSE src_addr_hi END, CASE WHEN (src_addr_hi, src_addr) <= (dst_addr_hi, dst_addr) THEN dst_addr ELSE src_addr END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE (src_addr = {host} OR dst_addr = {host}) GROUP BY ALL
hosts services: SELECT proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE (src_addr = {host} OR dst_addr = {host}) GROUP BY ALL
hosts sends-to: SELECT dst_addr_hi, dst_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE src_addr = {host} GROUP BY ALL
hosts hears-from: SELECT src_addr_hi, src_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE dst_addr = {host} GROUP BY ALL
hosts first: SELECT time_received_ns, src_addr_hi, src_addr, src_port, dst_addr_hi, dst_addr, dst_port, proto, tcp_flags, packets, bytes FROM flows WHERE (src_addr = {host} OR dst_addr = {host}) ORDER BY time_received_ns LIMIT 10
hosts last: SELECT time_received_ns, src_addr_hi, src_addr, src_port, dst_addr_hi, dst_addr, dst_port, proto, tcp_flags, packets, bytes FROM flows WHERE (src_addr = {host} OR dst_addr = {host}) ORDER BY time_received_ns DESC LIMIT 100
records records: SELECT time_received_ns, src_addr_hi, src_addr, src_port, dst_addr_hi, dst_addr, dst_port, proto, tcp_flags, packets, bytes, sampler_address_hi, sampler_address, in_if, out_if, src_as, dst_as, sampling_rate, time_flow_start_ns, time_flow_end_ns FROM flows ORDER BY time_received_ns DESC LIMIT 1000
relations in: SELECT src_as, dst_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction = 1 GROUP BY ALL
relations out: SELECT dst_as, src_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction = 2 GROUP BY ALL
relations in-interface: SELECT src_as, sampler_address_hi, sampler_address, in_if, dst_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction = 1 GROUP BY ALL
relations out-interface: SELECT dst_as, sampler_address_hi, sampler_address, out_if, src_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction = 2 GROUP BY ALL
relations hosts: SELECT src_addr_hi, src_addr, dst_addr_hi, dst_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
relations services: SELECT src_addr_hi, src_addr, proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, dst_addr_hi, dst_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
relations as-services: SELECT src_as, dst_addr_hi, dst_addr, proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction = 1 GROUP BY ALL
relations services-as: SELECT proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, src_addr_hi, src_addr, dst_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE direction = 2 GROUP BY ALL
heatmaps ttl: SELECT ip_ttl, count(*) FROM flows WHERE ip_ttl != 0 GROUP BY ALL
heatmaps packet-size: SELECT bytes // greatest(packets, 1), count(*) FROM flows WHERE true GROUP BY ALL
heatmaps src-port: SELECT src_port, count(*) FROM flows WHERE proto IN (6, 17) GROUP BY ALL
heatmaps dst-port: SELECT dst_port, count(*) FROM flows WHERE proto IN (6, 17) GROUP BY ALL
leaderboards sources: SELECT src_addr_hi, src_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards destinations: SELECT dst_addr_hi, dst_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards services: SELECT proto * 65536 + CASE WHEN proto IN (6, 17) THEN least(src_port, dst_port) ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards protocols: SELECT proto, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards source-as: SELECT src_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards destination-as: SELECT dst_as, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards flags: SELECT tcp_flags, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards sizes: SELECT CASE WHEN bytes // greatest(packets, 1) <= 64 THEN 0 WHEN bytes // greatest(packets, 1) <= 127 THEN 1 WHEN bytes // greatest(packets, 1) <= 255 THEN 2 WHEN bytes // greatest(packets, 1) <= 511 THEN 3 WHEN bytes // greatest(packets, 1) <= 1023 THEN 4 WHEN bytes // greatest(packets, 1) <= 1518 THEN 5 ELSE 6 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards exporters: SELECT sampler_address_hi, sampler_address, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards in: SELECT sampler_address_hi, sampler_address, in_if, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards out: SELECT sampler_address_hi, sampler_address, out_if, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards directions: SELECT direction, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards etypes: SELECT etype, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards vlans: SELECT vlan_id, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards source-nets: SELECT CASE WHEN src_addr_hi = 0 THEN 0 ELSE src_addr_hi & 18446744073709486080 END, CASE WHEN src_addr_hi = 0 AND src_addr >> 32 = 65535 THEN src_addr & 18446744073709551360 ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
leaderboards destination-nets: SELECT CASE WHEN dst_addr_hi = 0 THEN 0 ELSE dst_addr_hi & 18446744073709486080 END, CASE WHEN dst_addr_hi = 0 AND dst_addr >> 32 = 65535 THEN dst_addr & 18446744073709551360 ELSE 0 END, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
explore answer: SELECT src_addr_hi, src_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
explore groups: SELECT src_addr_hi, src_addr, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE true GROUP BY ALL
layer-2 ether-types: SELECT etype, sum(packets * greatest(sampling_rate, 1)) FROM flows WHERE etype NOT IN (2048, 34525) GROUP BY ALL
layer-2 frames: SELECT etype, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE etype NOT IN (2048, 34525) GROUP BY ALL
layer-2 without-ip: SELECT src_mac, dst_mac, etype, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE etype NOT IN (2048, 34525) GROUP BY ALL
layer-2 stations: SELECT src_mac, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE src_mac != 0 GROUP BY ALL
layer-2 vlans: SELECT vlan_id, sum(bytes * greatest(sampling_rate, 1)) FROM flows WHERE vlan_id != 0 GROUP BY ALL
