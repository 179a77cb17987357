#!/usr/bin/env python3
"""Prints how many <response> elements a multistatus has; fails where the file is not well-formed XML."""
import sys
import xml.parsers.expat

count = 0


def start(name, _attributes):
    global count
    count += name == "DAV:response"


parser = xml.parsers.expat.ParserCreate(namespace_separator="")
parser.StartElementHandler = start
try:
    with open(sys.argv[1], "rb") as answer:
        parser.ParseFile(answer)
except (OSError, xml.parsers.expat.ExpatError) as e:
    sys.exit(f"{sys.argv[1]}: {e}")
print(count)
