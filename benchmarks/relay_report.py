#!/usr/bin/env python3
"""Writes what relay.sh measured as Markdown, beside the goals, and as a picture.

relay_report.py (--folder FOLDER | --from RESULTS) [--out FILE] [--chart FILE] [--results FILE]
  --folder   from the lines that the measurements left in a folder
  --from     from a file that --results wrote
  --out      the table, between its two markers in FILE, or into a new file (default: standard output)
  --chart    the picture
  --results  everything that the table is made from
Fails if an answer of Synchronode was wrong.

relay_report.py --check …    fails if the files could not be written that way
"""
import argparse
import statistics
import sys
from html import escape
from pathlib import Path

from tables import framed, number, short, table

BEGIN = "<!-- benchmark: benchmarks/relay.sh replaces everything from here -->"

SERVERS = {
    "hop": "one hop",
    "hops": "two hops",
    "own": "own share",
    "tunnel": "tunnel",
    "direct": "nginx direct",
}
TLS = {
    "tls-both": "one hop, TLS to the slave and to the client",
    "tls-hop": "one hop, TLS to the slave",
    "tls-tunnel": "tunnel, TLS to the client too",
    "tls-direct": "nginx, TLS",
}
PEERS = ("tunnel", "direct", "tls-tunnel", "tls-direct")

# What is measured: name, heading. {…} are the sizes of the run.
FIGURES = {
    "get": "GET {large}, MB/s",
    "cpu": "processor time for it, s/GiB",
    "requests-16": "GET 4 KiB, 16 connections, requests/s",
    "latency-16": "the same, 99 % of the answers within, ms",
    "requests-1": "GET 4 KiB, 1 connection, requests/s",
    "latency-1": "the same, 99 % of the answers within, ms",
    "upload": "PUT {upload}, MB/s",
    "put-8": "PUT 1 KiB, 8 connections, requests/s",
    "parallel": "GET {part}, {at-once} at once from {slaves} slaves, MB/s in all",
    "parallel-single": "GET {large} alone, in the same rounds, MB/s",
    "memory": "memory after all that, of the master alone, MiB",
    "start": "start until it answers, s",
    "slaves-connected": "{crowd} slaves connected, s",
    "slaves-memory": "memory for each of them, KiB",
    "slaves-dropped": "links of them that had to be tried again",
    "link-first": "GET {link} over a link of {link-ms} ms, on a new connection, MB/s",
    "link": "GET {link} over a link of {link-ms} ms, on a connection that is kept, MB/s",
}

# Of which measurements the commands are shown.
COMMANDS = ("get", "requests-16", "upload", "put-8", "parallel", "link")

LEAST, MOST = "≥", "≤"

# Of a figure: whose, at least or at most, how much, and of what: of a server in the same row, of another figure, or
# nothing where it is a plain number.
GOALS = [
    ("get", "hop", LEAST, 3, "tunnel"),
    ("get", "hop", LEAST, 0.5, "direct"),
    ("get", "hops", LEAST, 1.6, "tunnel"),
    ("get", "own", LEAST, 1, "direct"),
    ("cpu", "hop", MOST, 1.4, None),
    ("requests-16", "hop", LEAST, 8, "tunnel"),
    ("latency-16", "hop", MOST, 10, None),
    ("requests-1", "hop", LEAST, 8, "tunnel"),
    ("upload", "hop", LEAST, 2, "tunnel"),
    ("put-8", "hop", LEAST, 1, "tunnel"),
    ("parallel", "hop", LEAST, 0.7, "parallel-single"),
    ("memory", "hop", MOST, 200, None),
    ("start", "hop", MOST, 0.6, None),
    ("slaves-connected", "hop", MOST, 10, None),
    ("slaves-memory", "hop", MOST, 100, None),
    ("link", "hop", LEAST, 0.8, "direct"),
]

CHART = [
    ("get", "GET {large}", "MB/s"),
    ("requests-16", "GET 4 KiB, 16 connections", "requests/s"),
    ("upload", "PUT {upload}", "MB/s"),
    ("put-8", "PUT 1 KiB, 8 connections", "requests/s"),
]


def size(text):
    value = int(text)
    for unit, factor in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if value >= factor:
            return f"{value / factor:g} {unit}"
    return f"{value} bytes"


class Report:
    def __init__(self, lines):
        parts = {"fact": [], "run": [], "command": [], "result": []}
        for kind, *fields in lines:
            parts[kind].append(fields)
        self.lines = lines
        self.facts, self.run, self.commands = parts["fact"], dict(parts["run"]), dict(parts["command"])
        self.results = {}
        for figure, server, value in parts["result"]:
            self.results.setdefault(figure, {}).setdefault(server, []).append(value)
        self.sizes = {name: size(self.run[name]) for name in ("large", "upload", "part", "link")}
        self.sizes |= {name: f"{int(self.run[name]):,}" for name in ("at-once", "slaves", "crowd", "link-ms")}

    def heading(self, figure):
        return FIGURES[figure].format(**self.sizes)

    def values(self, figure, server):
        return self.results.get(figure, {}).get(server, [])

    def median(self, figure, server):
        """The median of the right answers; None where one was not right, or nothing was measured."""
        values = [number(value) for value in self.values(figure, server)]
        return statistics.median(values) if values and None not in values else None

    def cell(self, figure, server):
        values = self.values(figure, server)
        if not values:
            return ""
        median = self.median(figure, server)
        return next(value for value in values if number(value) is None) if median is None else short(median)

    def measured_against(self, figure, server, goal, of):
        """What the goal is about, and whether it was reached; nothing where a figure is missing."""
        value = self.median(figure, server)
        if value is not None and of is not None:
            other = self.median(*((figure, of) if of in SERVERS else (of, server)))
            value = value / other if other else None
        if value is None:
            return None
        _, _, sign, bound, _ = goal
        return value, value >= bound if sign == LEAST else value <= bound

    def goals(self):
        rows, before = [], None
        for goal in GOALS:
            figure, server, sign, bound, of = goal
            if not any(self.values(figure, server) for server in SERVERS):
                continue
            said = "" if of is None else f" × {SERVERS.get(of) or 'alone'}"
            wanted = f"{SERVERS[server]} {sign} {bound:g}{said}"
            first = figure != before
            cells = [self.cell(figure, server) if first else "" for server in SERVERS]
            found = self.measured_against(figure, server, goal, of)
            if found:
                value, reached = found
                ratio = f"{short(value)}{' ×' if of else ''}"
                rest = [ratio, "yes" if reached else "**no**"]
            else:
                rest = ["", "not measured"]
            rows.append([self.heading(figure) if first else "", wanted, *cells, *rest])
            before = figure
        return table(["", "goal", *SERVERS.values(), "found", "reached"], rows)

    def spread(self, servers, figures):
        """Each median, and from which to which its figures went."""
        rows = []
        for figure in figures:
            row = [self.heading(figure)]
            for server in servers:
                values, median = self.values(figure, server), self.median(figure, server)
                cell = self.cell(figure, server)
                if median is not None and len(values) > 1:
                    numbers = [float(value) for value in values]
                    cell += f" ({short(min(numbers))} – {short(max(numbers))})"
                row.append(cell)
            if any(row[1:]):
                rows.append(row)
        return table(["", *servers.values()], rows)

    def markdown(self):
        rounds = self.run["rounds"] + (" round" if self.run["rounds"] == "1" else " rounds")
        warmed = f", after {self.run['warm-up']} to warm up" if self.run["warm-up"] != "0" else ""
        link = f" The slow link is made by {self.run['link-by']}." if "link-by" in self.run else ""
        text = [
            f"Measured by `{self.run['command']}`: the medians of {rounds}, in each of which every server had its "
            f"turn{warmed}.{link}\n",
            table(["", ""], self.facts, right=False),
            self.goals(),
            "From which to which the figures went:\n",
            self.spread(SERVERS, FIGURES),
        ]
        if any(server in servers for servers in self.results.values() for server in TLS):
            text += ["The same with TLS:\n", self.spread(TLS, FIGURES)]
        commands = "\n".join(self.commands[name] for name in COMMANDS if name in self.commands)
        text.append(
            "`SERVER` is where the server listens; Synchronode is also sent a password.\n\n"
            f"```sh\n{commands}\n```"
        )
        return "\n".join(text) + "\n"

    def chart(self):
        """Bars of one hop and of the tunnel, each pair on a scale of its own."""
        width, left, longest = 720, 24, 500
        facts = dict(self.facts)
        parts, y = [], 62
        for figure, title, unit in CHART:
            medians = {server: self.median(figure, server) for server in ("hop", "tunnel")}
            if None in medians.values():
                continue
            ratio = medians["hop"] / medians["tunnel"]
            times = f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"
            title = title.format(**self.sizes)
            parts.append(f'<text x="{left}" y="{y}" class="title">{escape(title)}: {times} times as fast</text>')
            for server, median in medians.items():
                y += 30
                long = max(2, round(longest * median / max(medians.values())))
                parts.append(f'<rect x="{left}" y="{y - 18}" width="{long}" height="24" rx="3" class="{server}"/>')
                parts.append(f'<text x="{left + long + 8}" y="{y}">{short(median)} {unit}</text>')
            y += 46
        footer = f"{facts['date']}, {facts['processor']}, {facts['memory']}; Synchronode {facts['Synchronode']}"
        height = y + 6
        return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" \
height="{height}" role="img" aria-label="Files of another machine: Synchronode beside nginx behind an SSH tunnel">
<style>
  text {{ font: 14px system-ui, sans-serif; fill: #24292f }}
  .title {{ font-weight: 600 }}
  .small {{ font-size: 12px; fill: #57606a }}
  .hop {{ fill: #1a7f5a }}
  .tunnel {{ fill: #8c959f }}
  @media (prefers-color-scheme: dark) {{
    text {{ fill: #e6edf3 }}
    .small {{ fill: #9198a1 }}
    .hop {{ fill: #3fb98a }}
    .tunnel {{ fill: #6e7681 }}
  }}
</style>
<rect x="{left}" y="14" width="14" height="14" rx="3" class="hop"/>
<text x="{left + 20}" y="26">Synchronode, a slave's file through its master</text>
<rect x="{left + 390}" y="14" width="14" height="14" rx="3" class="tunnel"/>
<text x="{left + 410}" y="26">nginx, SSH tunnel, nginx</text>
{chr(10).join(parts)}
<text x="{left}" y="{y - 8}" class="small">{escape(footer)}</text>
</svg>
"""

    def wrong(self):
        """What Synchronode answered otherwise than it must. What takes too long on a busy machine is not wrong."""
        excused = ("no answer within", "skipped")
        return sorted(
            f"{self.heading(figure)}: {(SERVERS | TLS)[server]}: {value}"
            for figure, servers in self.results.items()
            for server, values in servers.items() if server not in PEERS
            for value in set(values) if number(value) is None and not value.startswith(excused)
        )


def gathered(folder):
    kinds = {"facts": "fact", "run": "run", "commands": "command", "results": "result"}
    return [
        [kind, *line.split("\t")] for name, kind in kinds.items() for line in (folder / name).read_text().splitlines()
    ]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    for option in ("--folder", "--from", "--out", "--chart", "--results"):
        parser.add_argument(option, type=Path)
    given = vars(parser.parse_args())
    if given["check"]:
        if given["out"]:
            framed(given["out"], BEGIN, "")
        for file in filter(None, (given["chart"], given["results"])):
            if not file.parent.is_dir():
                sys.exit(f"{file}: there is no folder {file.parent}")
        return
    if given["folder"]:
        lines = gathered(given["folder"])
    else:
        lines = [line.split("\t") for line in given["from"].read_text().splitlines()]
    report = Report(lines)
    if given["results"]:
        given["results"].write_text("".join("\t".join(line) + "\n" for line in lines))
    if given["chart"]:
        given["chart"].write_text(report.chart())
    if given["out"]:
        given["out"].write_text(framed(given["out"], BEGIN, report.markdown()))
    else:
        print(report.markdown())
    wrong = report.wrong()
    if wrong:
        sys.exit("wrong answers:\n" + "\n".join(wrong))


main()
