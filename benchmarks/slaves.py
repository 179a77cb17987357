#!/usr/bin/env python3
"""Plays many slaves of one master that lets everybody in: each with its link and its channels, and an empty share.

slaves.py MASTER COUNT PROCESS AUTHORIZATION [--at-once N] [--while SECONDS]

Registers them, connects them all, keeps up their connections for a while as slaves do, looks whether the master lists
them all as online, and prints lines of a name and a value: "connected", the seconds from the first connection until
every link is welcomed, its list taken and its channels open; "memory", the KiB by which the master's process grew for
each slave (resident, before the first connection and after the while); and "dropped", how many links had to be tried
again. Ends with what went wrong instead, if something did.

--at-once N: how many links are begun at a time (default 32). A master keeps 64 connections of whom it does not know yet
and drops the oldest for another one; a slave whose link is dropped then tries again after a while, as this does too.
"""
import argparse
import base64
import collections
import http.client
import json
import os
import random
import re
import resource
import select
import socket
import struct
import sys
import time
import urllib.parse
from pathlib import Path

CHANNELS = 3
HEARTBEAT = 5
PING = 15
LONGEST = 120

TEXT, CLOSE, PING_FRAME, PONG = 1, 8, 9, 10


def frame(opcode, payload=b""):
    """A client's frame must be masked; a mask of zeros changes nothing."""
    size = len(payload)
    head = bytes([0x80 | opcode])
    if size < 126:
        head += bytes([0x80 | size])
    elif size < 65536:
        head += struct.pack("!BH", 0x80 | 126, size)
    else:
        head += struct.pack("!BQ", 0x80 | 127, size)
    return head + b"\0\0\0\0" + payload


def message(kind, **fields):
    return frame(TEXT, json.dumps({"type": kind, **fields}).encode())


class Slave:
    def __init__(self, registered, number):
        self.host, self.token = registered["hostId"], registered["token"]
        self.name = registered["name"]
        self.list = {
            "indexId": f"{number:016x}",
            "revision": "1.0",
            "fingerprint": "0" * 16,
            "entries": 0,
        }
        self.bound = 1.0
        self.linked = self.listed = False
        self.channels = 0

    def complete(self):
        return self.linked and self.listed and self.channels == CHANNELS


class Connection:
    def __init__(self, slave, channel):
        self.slave, self.channel = slave, channel
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.upgraded, self.received, self.said = False, b"", time.monotonic()

    def say(self, data):
        self.said = time.monotonic()
        # Little is said at a time, and the master reads: what is sent fits.
        if self.socket.send(data) != len(data):
            raise OSError("the master reads nothing")


class Players:
    def __init__(self, url, at_once):
        self.url = url
        self.address = (url.hostname, url.port)
        self.at_once = at_once
        self.epoll = select.epoll()
        self.connections = {}
        self.slaves = []
        self.retries = []
        self.dropped = 0
        self.strangers = 0
        self.complete = 0

    def register(self, count):
        connection = http.client.HTTPConnection(*self.address)
        for number in range(count):
            connection.request("GET", "/register", headers={"Synchronode-Host-Name": f"slave-{number + 1}"})
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200:
                sys.exit(f"registering was answered by {answer.status}: {body.decode()}")
            registered = json.loads(body)
            if registered["status"] != "active":
                sys.exit("the master does not let everybody in")
            self.slaves.append(Slave(registered, number + 1))
        connection.close()

    def open(self, slave, channel):
        connection = Connection(slave, channel)
        connection.socket.connect_ex(self.address)
        self.connections[connection.socket.fileno()] = connection
        self.epoll.register(connection.socket, select.EPOLLOUT)
        self.strangers += not channel

    def upgrade(self, connection):
        slave = connection.slave
        lines = [
            f"GET {'/ws/channel' if connection.channel else '/ws/'} HTTP/1.1",
            f"Host: {self.url.netloc}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
            "Sec-WebSocket-Protocol: synchronode.v1",
        ]
        if connection.channel:
            lines += [f"Authorization: Bearer {slave.token}", f"Synchronode-Host-Id: {slave.host}"]
            lines += ["Synchronode-Takes: parts"]
        connection.say("\r\n".join([*lines, "", ""]).encode())

    def close(self, connection, why):
        """A link of which the master did not know yet whose it is may be dropped; nothing else may."""
        del self.connections[connection.socket.fileno()]
        connection.socket.close()
        slave = connection.slave
        if connection.channel or slave.linked:
            sys.exit(f"a {'channel' if connection.channel else 'link'} broke: {why}")
        self.strangers -= 1
        self.dropped += 1
        self.retries.append((time.monotonic() + random.uniform(0, slave.bound), slave))
        slave.bound = min(slave.bound * 2, 60)

    def read(self, connection):
        data = connection.socket.recv(65536)
        if not data:
            raise OSError("the master closed it")
        connection.received += data
        if not connection.upgraded:
            head, end, rest = connection.received.partition(b"\r\n\r\n")
            if not end:
                return
            if b" 101 " not in head.partition(b"\r\n")[0]:
                raise OSError(f"the master answered: {head.decode(errors='replace')}")
            connection.upgraded, connection.received = True, rest
            self.opened(connection)
        for opcode, payload in self.frames(connection):
            if opcode == PING_FRAME:
                connection.say(frame(PONG, payload))
            elif opcode == CLOSE:
                raise OSError(f"the master closed it: {payload[2:].decode(errors='replace')}")
            elif opcode == TEXT and not connection.channel:
                self.heard(connection, json.loads(payload))
            elif opcode == TEXT:
                raise OSError("nothing was to be asked")

    @staticmethod
    def frames(connection):
        while len(connection.received) >= 2:
            data = connection.received
            size, begin = data[1] & 0x7F, 2
            if size >= 126:
                begin = 4 if size == 126 else 10
                if len(data) < begin:
                    return
                size = int.from_bytes(data[2:begin], "big")
            if len(data) < begin + size:
                return
            connection.received = data[begin + size :]
            if not data[0] & 0x80:
                raise OSError("messages in pieces are not expected")
            yield data[0] & 0x0F, data[begin : begin + size]

    def opened(self, connection):
        slave = connection.slave
        if connection.channel:
            slave.channels += 1
            self.complete += slave.complete()
        else:
            offered = {"hostId": slave.host, "name": slave.name, "online": True, **slave.list}
            connection.say(
                message(
                    "hello", protocol=1, hostId=slave.host, token=slave.token, name=slave.name, version="0.1.0",
                    hosts=[offered],
                )
            )

    def heard(self, connection, said):
        slave = connection.slave
        if said["type"] == "welcome":
            slave.linked = True
            self.strangers -= 1
            for _ in range(CHANNELS):
                self.open(slave, True)
            if said["claims"][0]["state"] != "new":
                raise OSError("the master knows an empty list already")
            connection.say(message("snapshot-begin", host=slave.host, **slave.list))
            connection.say(message("snapshot-end", host=slave.host))
        elif said["type"] == "ack":
            slave.listed = True
            self.complete += slave.complete()
        elif said["type"] in ("refused", "gap", "resync", "goodbye"):
            raise OSError(f"the master said: {json.dumps(said)}")

    def turn(self, until):
        """Does what is to be done, until something happened or it is late."""
        for file, events in self.epoll.poll(max(0.0, min(0.2, until - time.monotonic()))):
            connection = self.connections.get(file)
            if connection is None:
                continue
            try:
                if events & select.EPOLLOUT:
                    error = connection.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                    if error:
                        raise OSError(error, os.strerror(error))
                    self.epoll.modify(file, select.EPOLLIN)
                    self.upgrade(connection)
                else:
                    self.read(connection)
            except OSError as e:
                self.close(connection, e)

    def keep_up(self):
        now = time.monotonic()
        for connection in list(self.connections.values()):
            if connection.upgraded and now - connection.said > (PING if connection.channel else HEARTBEAT):
                connection.say(frame(PING_FRAME) if connection.channel else message("heartbeat"))

    def connect(self):
        begun = checked = time.monotonic()
        waiting = collections.deque(self.slaves)
        while self.complete < len(self.slaves):
            now = time.monotonic()
            if now - begun > LONGEST:
                sys.exit(f"only {self.complete} of {len(self.slaves)} were connected after {LONGEST} s")
            waiting += [slave for at, slave in self.retries if at <= now]
            self.retries = [(at, slave) for at, slave in self.retries if at > now]
            while waiting and self.strangers < self.at_once:
                self.open(waiting.popleft(), False)
            self.turn(now + 0.05)
            if now - checked > 1:
                checked = now
                self.keep_up()
        return time.monotonic() - begun

    def settle(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.turn(min(end, time.monotonic() + 0.5))
            self.keep_up()


def resident(process):
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text()).group(1))


def online(url, authorization):
    """How many hosts the master lists as online, itself among them."""
    connection = http.client.HTTPConnection(url.hostname, url.port)
    connection.request("GET", "/browse/", headers={"Authorization": authorization, "Accept": "application/json"})
    answer = connection.getresponse()
    listed = json.loads(answer.read())
    connection.close()
    return sum(entry["online"] for entry in listed["entries"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("master", type=urllib.parse.urlsplit)
    parser.add_argument("count", type=int)
    parser.add_argument("process", type=int)
    parser.add_argument("authorization")
    parser.add_argument("--at-once", type=int, default=32)
    parser.add_argument("--while", type=float, default=10, dest="settle")
    given = parser.parse_args()
    needed = given.count * (1 + CHANNELS) + 100
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < needed:
        sys.exit(f"{needed} open files are needed; ulimit -n allows less")
    players = Players(given.master, given.at_once)
    players.register(given.count)
    time.sleep(1)
    before = resident(given.process)
    connected = players.connect()
    players.settle(given.settle)
    grown = resident(given.process) - before
    listed = online(given.master, given.authorization) - 1
    if listed != given.count:
        sys.exit(f"wrong: {listed} slaves are listed as online instead of {given.count}")
    print(f"connected\t{connected:.2f}\nmemory\t{grown / given.count:.1f}\ndropped\t{players.dropped}")


main()
