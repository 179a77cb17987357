#!/usr/bin/env python3
"""Prints what processes use, with all that descend from them.

processes.py cpu PROCESS…      seconds of processor time so far
processes.py memory PROCESS…   MiB of memory, where what several share is divided among them (PSS)
"""
import os
import re
import sys
from pathlib import Path


def stat(process):
    """The fields behind the name, which may have spaces and brackets in it."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def family(processes):
    children = {}
    for process in filter(str.isdigit, os.listdir("/proc")):
        try:
            children.setdefault(stat(process)[1], []).append(process)
        except OSError:
            pass
    found, unseen = [], list(processes)
    while unseen:
        process = unseen.pop()
        found.append(process)
        unseen += children.get(process, [])
    return found


def cpu(process):
    user, system = stat(process)[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def memory(process):
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE).group(1)) / 1024


what = {"cpu": cpu, "memory": memory}[sys.argv[1]]
print(round(sum(map(what, family(sys.argv[2:]))), 2))
