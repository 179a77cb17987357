#!/usr/bin/env python3
"""Starts a server, prints how many seconds went by until it answered, and ends it.

started.py URL LOG COMMAND…
"""
import http.client
import signal
import subprocess
import sys
import time
import urllib.parse

LONGEST = 60
# Often enough to be exact, seldom enough to leave the processor to the server.
PAUSE = 0.004


def answers(url):
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=LONGEST)
    try:
        connection.request("GET", url.path)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def main(address, log, command):
    url = urllib.parse.urlsplit(address)
    with open(log, "wb") as output:
        begun = time.monotonic()
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        # This program may be ended while it waits; its server must not outlive it.
        signal.signal(signal.SIGTERM, lambda *_: (server.kill(), sys.exit(143)))
        try:
            while not answers(url):
                if server.poll() is not None or time.monotonic() - begun > LONGEST:
                    sys.exit("it did not come up")
                time.sleep(PAUSE)
            print(f"{time.monotonic() - begun:.4f}")
        finally:
            server.terminate()
            try:
                server.wait(LONGEST)
            except subprocess.TimeoutExpired:
                server.kill()


main(sys.argv[1], sys.argv[2], sys.argv[3:])
