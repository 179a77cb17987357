"""What both reports write alike: figures, tables, and a section of a file between two markers."""
import math
import sys

END = "<!-- benchmark: to here -->"


def number(value):
    try:
        found = float(value)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def short(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(head, rows, right=True):
    ruler = ["---"] + ["---:" if right else "---"] * (len(head) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ruler, *rows]) + "\n"


def framed(file, begin, section):
    """The file's text with the section between its markers: the line that begins it, and the next one that ends one."""
    if not file.exists():
        if not file.parent.is_dir():
            sys.exit(f"{file}: there is no folder {file.parent}")
        return f"{begin}\n\n{section}\n{END}\n"
    before, found, rest = file.read_text().partition(begin)
    _, ended, after = rest.partition(END)
    if not found or not ended or begin in after:
        sys.exit(f"{file}: needs these two lines, once, around what is replaced:\n{begin}\n{END}")
    return f"{before}{begin}\n\n{section}\n{END}{after}"
