#!/usr/bin/env python3
"""The time that much input takes at the prompt, against others at the same pseudo-terminal.

The time of a text runs from its first byte until the program has taken all of it and sleeps; that of
a key until something is drawn for it. Each figure is the median.
"""
import argparse
import os
import select
import statistics
import time

from program import Program

PASTE = b"\x1b[200~", b"\x1b[201~"


class Peer:
    """A program with a prompt, and a way to know that it waits for a key."""

    def __init__(self, name, command, prompt, environment):
        self.name, self.command, self.prompt = name, command, prompt
        self.environment = {"TERM": "xterm", "INPUTRC": "/dev/null", **environment}

    def start(self):
        written = bytearray()
        program = Program(self.command, 80, 24, written.extend, self.environment, {})
        limit = time.time() + 10
        while self.prompt not in written:
            program.drain(0.05)
            if time.time() > limit:
                raise RuntimeError(f"{self.name} shows no prompt: {bytes(written)!r}")
        program.settle()
        return program


def text(count):
    """The beginning of a command, of a number of bytes, without a line break."""
    payload = b'emit e {"note": "please come to the meeting", "numbers": ['
    return (payload + b"7, 42, " * (count // 7))[:count]


def pass_in(program, data):
    """Writes all of a text to the terminal while the program writes, too."""
    os.set_blocking(program.master, False)
    while data:
        readable, writable, _ = select.select([program.master], [program.master], [], 20)
        if readable:
            program.drain()
        elif writable:
            data = data[os.write(program.master, data[:65536]):]
        else:
            raise RuntimeError("the program takes no input")
    os.set_blocking(program.master, True)


def time_of_text(peer, data, times):
    """The median time of a text, in seconds, each time in a new process."""
    durations = []
    for _ in range(times):
        program = peer.start()
        start = time.perf_counter()
        pass_in(program, data)
        program.settle()
        durations.append(time.perf_counter() - start)
        program.close()
    return statistics.median(durations)


def times_of_key(peer, count, place, times):
    """The median and the longest time of a key in a long line, in seconds."""
    program = peer.start()
    pass_in(program, text(count) + place)
    program.settle()
    durations = []
    for _ in range(times):
        start = time.perf_counter()
        os.write(program.master, b"x")
        program.drain(10)
        durations.append(time.perf_counter() - start)
        program.settle()
    program.close()
    return statistics.median(durations), max(durations)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("times", nargs="?", type=int, default=5)
    options = parser.parse_args()
    busctl = Peer("busctl", [os.path.abspath(options.program), "--empty"], b"\x1b[?2004h", {})
    sqlite = Peer("sqlite3", ["/usr/bin/sqlite3"], b"sqlite> ", {})
    bash = Peer("bash", ["/bin/bash", "--norc", "--noprofile", "-i"], b"\x1b[?2004h", {"PS1": "$ "})

    def compare(title, data, peer, goal):
        ours, theirs = (time_of_text(p, data, options.times) for p in (busctl, peer))
        verdict = "holds" if ours <= goal * theirs else "MISSED"
        print(f"{title}: busctl {ours * 1000:.1f} ms, {peer.name} {theirs * 1000:.1f} ms, "
              f"ratio {ours / theirs:.2f}; at most {goal} {verdict}", flush=True)

    compare("10 KB as keys", text(10_240), sqlite, 2)
    compare("30 KB as keys", text(30_720), sqlite, 2)
    for name, place in [("end", b""), ("start", b"\x01"), ("middle", b"\x01" + b"\x1bf" * 700)]:
        median, longest = times_of_key(busctl, 10_000, place, 40 * options.times)
        verdict = "holds" if median <= 0.001 else "MISSED"
        print(f"a key at the {name} of a line of 10,000 characters: {median * 1000:.2f} ms, longest "
              f"{longest * 1000:.2f} ms; at most 1 ms {verdict}", flush=True)
    compare("1 MB in brackets", PASTE[0] + text(1 << 20) + PASTE[1], bash, 1)


if __name__ == "__main__":
    main()
