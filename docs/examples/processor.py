#!/usr/bin/env python3
"""Changes flows on their way from one Weir to another, or from a file into a data set.

As a filter, from standard input to standard output:

    weir decode router.pcap --format protobuf | python3 processor.py --as 10.0.0.0/8=64512 | weir import - --data flows

Between two collectors, over TCP, until it is interrupted:

    weir collect --port 2055 --protobuf-to 127.0.0.1:2059
    python3 processor.py --as 10.0.0.0/8=64512 127.0.0.1:2059 127.0.0.1:2057
    weir collect --protobuf-port 2057 --data flows --port 0

Python 3.9 or later, with its standard library alone. Flows are FlowMessages of protobuf, each behind its length, as flow.proto has them;
what this program does not know of a flow goes through as it is. Have changed() do what you need.
"""

import argparse
import functools
import ipaddress
import socket
import sys
import threading
import time

# Numbers of fields, of flow.proto. They stay: docs/stability.md.
SRC_ADDR, DST_ADDR, SRC_AS, DST_AS = 6, 7, 14, 15

# Kinds of values on the wire, of protobuf.
VARINT, FIXED64, OCTETS, FIXED32 = 0, 1, 2, 5

MOST_OCTETS = 1 << 20  # of one flow; more is no flow
CHUNK = 1 << 16


class Flow:
    """A flow's fields, in their order: [number, kind, value]; a value is a number or octets."""

    def __init__(self, fields):
        self.fields = fields

    def get(self, number, otherwise=None):
        return next((value for known, _, value in self.fields if known == number), otherwise)

    def set(self, number, value):
        self.fields = [field for field in self.fields if field[0] != number]
        self.fields.append([number, OCTETS if isinstance(value, bytes) else VARINT, value])


def changed(flow, networks, inner):
    """The flow as it goes on, or None where it is to be left out."""
    source, target = flow.get(SRC_ADDR, b""), flow.get(DST_ADDR, b"")
    if not inner and is_private(source) and is_private(target):
        return None
    for address, field in ((source, SRC_AS), (target, DST_AS)):
        number = as_of(networks, address)
        if number and not flow.get(field, 0):  # what an exporter has said counts
            flow.set(field, number)
    return flow


@functools.lru_cache(maxsize=100_000)
def is_private(address):
    return len(address) in (4, 16) and ipaddress.ip_address(address).is_private


@functools.lru_cache(maxsize=100_000)
def as_of(networks, address):
    """The number of the longest prefix that the address is in; 0 where it is in none."""
    if len(address) not in (4, 16):
        return 0
    known = ipaddress.ip_address(address)
    return next((number for network, number in networks if known.version == network.version and known in network), 0)


# --- protobuf


def varint(octets, at):
    """A number and where it ends; None where the octets end before it does."""
    number, shift = 0, 0
    while at < len(octets):
        octet = octets[at]
        number |= (octet & 0x7F) << shift
        at += 1
        if octet < 0x80:
            return number, at
        shift += 7
        if shift > 63:
            raise ValueError("a number is longer than numbers are")
    return None


def decoded(message):
    """@raise ValueError: if it is no message"""
    fields, at = [], 0
    while at < len(message):
        key = varint(message, at)
        if key is None:
            raise ValueError("a flow breaks off")
        (number, kind), at = (key[0] >> 3, key[0] & 7), key[1]
        if kind == VARINT:
            read = varint(message, at)
            if read is None:
                raise ValueError("a flow breaks off")
            value, at = read
        else:
            if kind == OCTETS:
                read = varint(message, at)
                if read is None:
                    raise ValueError("a flow breaks off")
                length, at = read
            elif kind in (FIXED64, FIXED32):
                length = 8 if kind == FIXED64 else 4
            else:
                raise ValueError(f"a field is of kind {kind}, which protobuf does not have")
            value, at = bytes(message[at : at + length]), at + length
        if at > len(message):
            raise ValueError("a flow breaks off")
        fields.append([number, kind, value])
    return Flow(fields)


def number_octets(number):
    octets = bytearray()
    while number > 0x7F:
        octets.append(number & 0x7F | 0x80)
        number >>= 7
    octets.append(number)
    return bytes(octets)


def encoded(flow):
    """With its length in front."""
    message = bytearray()
    for number, kind, value in flow.fields:
        message += number_octets(number << 3 | kind)
        if kind == VARINT:
            message += number_octets(value)
        else:
            message += number_octets(len(value)) if kind == OCTETS else b""
            message += value
    return number_octets(len(message)) + bytes(message)


def process(read, write, change):
    """From here to there until there is no more; says how many flows came, and how many went on."""
    waiting, came, went = bytearray(), 0, 0
    while chunk := read(CHUNK):
        waiting += chunk
        at, out = 0, bytearray()
        while (length := varint(waiting, at)) is not None:
            if length[0] > MOST_OCTETS:
                raise ValueError("what comes is no stream of flows")
            end = length[1] + length[0]
            if end > len(waiting):
                break
            came += 1
            flow = change(decoded(memoryview(waiting)[length[1] : end]))
            if flow is not None:
                went += 1
                out += encoded(flow)
            at = end
        del waiting[:at]
        if out:
            write(bytes(out))
    if waiting:
        raise ValueError("the stream breaks off in the middle of a flow")
    return came, went


# --- over TCP


def place(text):
    host, _, port = text.rpartition(":")
    return host.strip("[]") or "127.0.0.1", int(port)


class Target:
    """Who takes flows; while nobody does, whoever sends them waits. What a connection has taken that breaks then is lost."""

    def __init__(self, where):
        self.where, self.connection = where, None

    def write(self, octets):
        while True:
            try:
                if self.connection is None:
                    self.connection = socket.create_connection(self.where, timeout=10)
                    self.connection.settimeout(None)
                self.connection.sendall(octets)
                return
            except OSError as failure:
                say(f"{self.where[0]}:{self.where[1]} takes no flows ({failure}); trying again")
                self.close()
                time.sleep(1)

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None


def say(sentence):
    print(f"processor: {sentence}", file=sys.stderr, flush=True)


def serve(connection, sender, where, change):
    target = Target(where)
    try:
        with connection:
            came, went = process(connection.recv, target.write, change)
        say(f"{came} flows came of {sender}, {went} went on")
    except (OSError, ValueError) as failure:
        say(f"the stream of {sender} ends: {failure}")
    finally:
        target.close()


def listen(on, where, change):
    with socket.create_server(on, family=socket.AF_INET6 if ":" in on[0] else socket.AF_INET) as server:
        say(f"takes flows on {on[0]}:{server.getsockname()[1]}")
        while True:
            connection, sender = server.accept()
            threading.Thread(target=serve, args=(connection, sender[0], where, change), daemon=True).start()


def prefix_of(text):
    prefix, _, number = text.partition("=")
    return ipaddress.ip_network(prefix), int(number)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("listen", nargs="?", help="where flows come: [ADDRESS:]PORT (standard input)")
    options.add_argument("to", nargs="?", help="where they go: HOST:PORT (standard output)")
    options.add_argument("--as", dest="networks", metavar="PREFIX=NUMBER", type=prefix_of, action="append", default=[], help="the AS of a network")
    options.add_argument("--inner", action="store_true", help="keep flows between private addresses, too")
    given = options.parse_args()
    if (given.listen is None) != (given.to is None):
        options.error("name both where flows come and where they go, or neither")
    networks = tuple(sorted(given.networks, key=lambda each: -each[0].prefixlen))

    def change(flow):
        return changed(flow, networks, given.inner)

    try:
        if given.listen is None:
            came, went = process(sys.stdin.buffer.read1, sys.stdout.buffer.write, change)
            sys.stdout.buffer.flush()
            say(f"{came} flows came, {went} went on")
        else:
            listen(place(given.listen), place(given.to), change)
    except KeyboardInterrupt:
        pass
    except (OSError, ValueError) as failure:
        say(str(failure))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
