#!/usr/bin/env python3
"""Writes what was measured as Markdown tables.

report.py FOLDER [FILE]   from the lines that the measurements left in FOLDER, on standard output or into FILE, in place
                          of what stands between the two markers there; fails if an answer of Synchronode was wrong
report.py --check FILE    fails if FILE could not be written that way
"""
import statistics
import sys
from pathlib import Path

from tables import framed, number, short, table

BEGIN = "<!-- benchmark: benchmarks/webdav.sh replaces everything from here -->"

SERVERS = {
    "nginx": "nginx",
    "apache": "Apache",
    "rclone": "rclone",
    "tomcat": "Tomcat",
    "synchronode": "**Synchronode**, own share",
    "slave": "**Synchronode**, a slave's share",
    "power": '**Synchronode**, own share, `durability: "power"`',
}
OWN = ("synchronode", "slave", "power")

TIME, RATE = "time", "rate"

# Each part: what heads it, what is said of it, its figures (name, heading, kind). {…} are the sizes of the run.
PARTS = {
    "large": (
        "A folder of {large} files",
        "PROPFIND, Depth 1, five times a round on a connection that is kept; then once on a new one, after a PUT to a "
        "file in the folder.",
        [("large", "ms to the last byte", TIME), ("large-changed", "ms after a PUT in it", TIME)],
    ),
    "small": (
        "A folder of {small} files, again and again",
        "PROPFIND, Depth 1, on four connections for {seconds} s a round.",
        [("small", "requests/s", RATE)],
    ),
    "tree": (
        "A tree of {tree} files in {folders} folders",
        "PROPFIND, Depth infinity, once a round.",
        [("tree-first", "s to the first byte", TIME), ("tree-last", "s to the last byte", TIME)],
    ),
    "put": (
        "Writing small files",
        "PUT of 1 KiB, each to a new name, for {seconds} s a round.",
        [("put-1", "requests/s, 1 connection", RATE), ("put-8", "requests/s, 8 connections", RATE)],
    ),
    "move": (
        "Moving the tree",
        "MOVE of the tree, there and back in each round, and from its start until the new place is listed completely.",
        [("move-answer", "s to the answer", TIME), ("move-listed", "s until it is listed", TIME)],
    ),
}
COMMANDS = {"large": "large", "small": "small", "tree": "list-infinity", "put": "put-8", "move": "move"}
SUITES = ["basic", "copymove", "props", "locks", "http"]


def lines(file):
    return [line.split("\t") for line in file.read_text().splitlines()]


class Report:
    def __init__(self, folder):
        self.facts = lines(folder / "facts")
        self.run = {name: f"{int(value):,}" if value.isdigit() else value for name, value in lines(folder / "run")}
        self.commands = dict(lines(folder / "commands"))
        self.results = {}
        for figure, server, value in lines(folder / "results"):
            self.results.setdefault(figure, {}).setdefault(server, []).append(value)

    def median(self, figure, server):
        """The median of the right answers; None where one was not right."""
        values = [number(value) for value in self.results[figure].get(server, [])]
        return statistics.median(values) if values and None not in values else None

    def cells(self, figure, kind, server):
        """The median, from which to which it went, and its ratio to the best peer's."""
        values = self.results[figure].get(server)
        if not values:
            return ["", "", ""]
        median = self.median(figure, server)
        if median is None:
            return [next(value for value in values if number(value) is None), "", ""]
        numbers = [float(value) for value in values]
        peers = [self.median(figure, peer) for peer in self.results[figure] if peer not in OWN]
        peers = [peer for peer in peers if peer is not None]
        best = (min if kind == TIME else max)(peers, default=None)
        ratio = f"{median / best:.{2 if median > best / 10 else 4}f}" if best else ""
        return [short(median), f"{short(min(numbers))} – {short(max(numbers))}", ratio]

    def part(self, title, text, figures):
        servers = [server for server in SERVERS if server in self.results[figures[0][0]]]
        head = ["server"]
        for _, heading, _ in figures:
            head += [heading, "from – to", "÷ best peer"]
        rows = [
            [SERVERS[server]] + [cell for figure, _, kind in figures for cell in self.cells(figure, kind, server)]
            for server in servers
        ]
        return f"### {title}\n\n{text}\n\n" + table(head, rows)

    def litmus(self):
        servers = [server for server in SERVERS if server in self.results["litmus-basic"]]
        rows = [
            [SERVERS[server]] + [self.results[f"litmus-{suite}"][server][0] for suite in SUITES] for server in servers
        ]
        text = "Tests passed/failed/skipped, and warnings, of each suite."
        return f"### litmus\n\n{text}\n\n" + table(["server", *SUITES], rows)

    def markdown(self):
        rounds = self.run["rounds"] + (" round" if self.run["rounds"] == "1" else " rounds")
        warmed = f", after {self.run['warm-up']} rounds to warm up" if self.run["warm-up"] != "0" else ""
        text = [
            f"Measured by `{self.run['command']}`: the medians of {rounds}, in each of which every server had its "
            f"turn{warmed}. The ratio is to the best peer whose answers were right: of times, less than 1 is faster "
            "than it; of requests/s, more than 1.\n",
            table(["", ""], self.facts, right=False),
        ]
        shown = []
        for part, (title, said, figures) in PARTS.items():
            if figures[0][0] in self.results:
                text.append(self.part(title.format(**self.run), said.format(**self.run), figures))
                shown.append(COMMANDS[part])
        if "litmus-basic" in self.results:
            text.append(self.litmus())
            shown.append("litmus")
        commands = "\n".join(self.commands[name] for name in shown if name in self.commands)
        text.append(
            "### The commands\n\n`SERVER` is where the server listens; Synchronode is also sent a password. The files "
            f"are in `benchmarks/`.\n\n```sh\n{commands}\n```\n"
        )
        return "\n".join(text)

    def wrong(self):
        """What Synchronode answered otherwise than it must. What takes too long on a busy machine is not wrong."""
        return sorted(
            f"{figure}: {SERVERS[server]}: {value}"
            for figure, servers in self.results.items() if not figure.startswith("litmus")
            for server, values in servers.items() if server in OWN
            for value in set(values) if number(value) is None and not value.startswith("no answer within")
        )


def main(arguments):
    if arguments[0] == "--check":
        framed(Path(arguments[1]), BEGIN, "")
        return
    report = Report(Path(arguments[0]))
    if len(arguments) > 1:
        file = Path(arguments[1])
        file.write_text(framed(file, BEGIN, report.markdown()))
    else:
        print(report.markdown())
    wrong = report.wrong()
    if wrong:
        sys.exit("wrong answers:\n" + "\n".join(wrong))


main(sys.argv[1:])
