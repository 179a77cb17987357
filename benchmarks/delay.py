#!/usr/bin/env python3
"""Makes two network devices and passes on what is sent to one of them at the other, some time later, until it is ended.

delay.py DEVICE DEVICE MILLISECONDS   the time is that of one direction; needs root
"""
import collections
import fcntl
import os
import select
import struct
import sys
import time

TUNSETIFF, TUNSETOFFLOAD = 0x400454CA, 0x400454D0
# Packets come with a header that says how a large one is to be cut: the kernel hands over many in one piece, as it does
# between machines that are simulated, and this program need not be fast.
IFF_TUN, IFF_NO_PI, IFF_VNET_HDR = 0x0001, 0x1000, 0x4000
TUN_F_CSUM, TUN_F_TSO4 = 1, 2
LARGEST = 65536 + 64


def device(name):
    file = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(file, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TUN | IFF_NO_PI | IFF_VNET_HDR))
    fcntl.ioctl(file, TUNSETOFFLOAD, TUN_F_CSUM | TUN_F_TSO4)
    return file


def main(names, delay):
    first, second = map(device, names)
    other = {first: second, second: first}
    waiting = {file: collections.deque() for file in other}
    while True:
        due = min((queue[0][0] for queue in waiting.values() if queue), default=None)
        timeout = None if due is None else max(0.0, due - time.monotonic())
        readable, _, _ = select.select(other, [], [], timeout)
        for file in readable:
            queue = waiting[other[file]]
            # A bound, so that a busy device does not keep the other one waiting.
            for _ in range(64):
                try:
                    queue.append((time.monotonic() + delay, os.read(file, LARGEST)))
                except BlockingIOError:
                    break
                except OSError:
                    # The device is not up yet.
                    time.sleep(0.01)
                    break
        now = time.monotonic()
        for file, queue in waiting.items():
            while queue and queue[0][0] <= now:
                try:
                    os.write(file, queue.popleft()[1])
                except OSError:
                    # As on any link, what comes while it is down is lost.
                    pass


main(sys.argv[1:3], float(sys.argv[3]) / 1000)
