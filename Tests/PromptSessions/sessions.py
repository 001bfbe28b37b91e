#!/usr/bin/env python3
"""Random sessions at the prompt, seen through terminal emulators that are not ours.

After each key the screen has to be the screen after Ctrl-L, and a character that is typed has to
appear where the cursor was.
"""
import argparse
import multiprocessing
import os
import random
import sys
import time

from judges import JUDGES
from program import Program

PIECES = {
    "ascii": list("abcdefgh {}[]:,\"'0123456789.#&\\") + [
        "emit e {\"user_id\": 7, \"note\": \"please come to the meeting\"} ", "hello ", "subscribe "],
    "wide": ["日", "本語", "漢字かな", "한국", "Ｆｕｌｌ", "、"],
    "emoji": ["😀", "🎉🎉", "🫩", "🪉", "⌚", "🇩🇪", "👍🏽", "👩‍💻", "❤️", "🀄", "☺"],
    "combining": ["e\u0301", "a\u0308\u0323", "\u0301", "กั", "क्षि", "\u200b", "x\u200d"],
    "rtl": ["שלום", "مرحبا", "\u200f", "\u202e"],
    "ambiguous": ["·", "…", "│", "αβγ", "жук", "½", "é", "ß", "—", "\u00ad", "\u0378"],
}
MOVES = ["\x1b[D"] * 4 + ["\x1b[C"] * 3 + ["\x01", "\x05", "\x1bb", "\x1bf", "\x1b[1;5D", "\x1b[1;5C",
                                          "\x1b[H", "\x1b[F"]
DELETIONS = ["\x7f"] * 4 + ["\x17", "\x1bd", "\x0b", "\x15", "\x1b[3~", "\x14"]
OTHER = ["\x19", "\x1b[A", "\x1b[B", "\x1b[5~", "\x1b[6~", "\t", "\x16\x01", "\x16\t", "\x1fu", "\x18\x18",
         "\x1bu", "\x1bc", "\x1b1\x1b2z", "\x00\x02", "\x0f"]
VI = list("hlwbe0$xXuDpPiaAIkjGn~rcdyfCsS") + ["\x1b"] * 6 + ["/no\r", "/e\r", "?zz\r", "/ab\x1b", "/a\x03"]


class Session:
    """One program with one judge, and the keys that it gets by chance."""

    def __init__(self, options, number):
        self.rng, self.vi, self.log = random.Random(options.seed * 1_000_003 + number), options.vi, []
        self.columns = self.rng.choice([10, 20, 40, 80, 80, 200])
        self.lines = self.rng.choice([5, 10, 24, 24, 50])
        self.judge = JUDGES[options.judge](self.columns, self.lines)
        self.written = b""
        self.complex = False
        self.keys = 0
        self.program = Program(
            [options.program, "--empty"], self.columns, self.lines, self.feed, self.judge.environment,
            {"history": "emit e\nhelp\nsubscribe e print a\nemit long.event {\"日本\": \""
                        + "text " * 60 + "\"}\n",
             "editrc": "bind -v\n" if self.vi else ""})

    def feed(self, data):
        self.written = (self.written + data)[-4000:]
        self.judge.feed(data)

    def close(self):
        self.program.close()
        self.judge.close()

    def send(self, keys):
        if keys:
            self.log.append(keys)
            self.program.send(keys)

    def await_output(self, text, seconds):
        """Waits until a text has been written, but no longer than a time."""
        limit = time.time() + seconds
        while text not in self.written and time.time() < limit:
            self.program.drain(0.05)
        self.program.settle()

    def resize(self):
        self.columns, self.lines = self.rng.randint(10, 200), self.rng.randint(5, 50)
        self.log.append(("resize", self.columns, self.lines))
        self.judge.resize(self.columns, self.lines)
        self.program.set_size(self.columns, self.lines)
        self.program.rest(0.004)
        self.program.settle()

    def check(self):
        before, y, x = self.judge.look()
        self.send("\x0c")
        self.log.pop()
        after, ay, ax = self.judge.look()
        top = y - ay
        expected = after[:len(before) - top]
        if x != ax or top < 0 or before[top:] != expected or any(after[len(expected):]):
            raise AssertionError(
                "before Ctrl-L, cursor %d,%d:\n%s\nafter Ctrl-L, cursor %d,%d:\n%s"
                % (y, x, "\n".join("|" + r for r in before), ay, ax, "\n".join("|" + r for r in after)))

    def check_cursor(self):
        """Types a character, which appears at the cursor, and takes it back."""
        rows, y, x = self.judge.look()
        self.send("\u00a7")
        column = self.judge.column("\u00a7")
        self.send("\x7f")
        # The line may scroll, so only the column is compared.
        if column != x:
            raise AssertionError("typed at %d,%d, seen in column %s\n%s" % (y, x, column, "\n".join(rows)))

    def run(self):
        self.await_output(b"\x1b[?2004h", 10)
        self.send("subscribe back.ground sleep 20ms\r")
        for _ in range(self.rng.randint(5, 30)):
            self.step()
            self.keys += 1
            self.check()
            if not self.complex and not self.vi and self.judge.look()[2] > 0 and self.rng.random() < 0.3:
                self.check_cursor()

    def step(self):
        r = self.rng.random()
        if r < 0.45:
            kind = self.rng.choice(list(PIECES) if self.rng.random() < 0.5 else ["ascii"])
            text = self.rng.choice(PIECES[kind])
            if kind in ("emoji", "combining", "rtl", "ambiguous"):
                self.complex = True
            self.send("" if text in self.judge.unjudged else text)
        elif r < 0.60:
            self.send(self.rng.choice(MOVES))
        elif r < 0.72:
            self.send(self.rng.choice(DELETIONS))
        elif r < 0.80:
            self.send(self.rng.choice(OTHER))
            # A yank may bring back what was killed in an earlier line.
            self.complex = self.complex or self.log[-1] == "\x19"
        elif r < 0.85:
            text = self.rng.choice(["pasted ", "a\nb\n", "一\r\n二", "{\n  \"k\": [\n" + "    1,\n" * self.rng.randint(1, 60) + "  ]\n}"])
            self.send("\x1b[200~" + text + "\x1b[201~")
        elif r < 0.89:
            self.resize()
        elif r < 0.93:
            self.send("\x12" + self.rng.choice(["e", "em", "日", "zzz"]))
            self.check()
            self.send(self.rng.choice(["\x12", "\x7f", "\x07", "\x05"]))
            self.check()
            self.send("\x05")
            self.complex = True
        elif r < 0.96:
            self.written = b""
            self.send("\x05\x15emit back.ground &\r")
            self.send(self.rng.choice(["ab日", "emit e {\"a\": " + "1" * 90, "\x1b[A"]))
            # With vi's keys the command may not have been run.
            self.await_output(b"1 handler:", 0.2 if self.vi else 2)
            self.complex = False
        elif r < 0.98:
            self.send("\x03")
            self.complex = False
        elif self.vi:
            self.send("\x1b")
        if self.vi and self.rng.random() < 0.4:
            self.send("\x1b")
            self.send(self.rng.choice(VI))


def judge(options, number):
    """Runs a session, and returns the number of keys and the failure, if any."""
    session = Session(options, number)
    try:
        session.run()
        return session.keys, None
    except AssertionError as error:
        log = session.log if options.log else session.log[-6:]
        return session.keys, f"session {number}, {session.columns}x{session.lines}: {log!r}\n{error}"
    finally:
        session.close()


def work(options, numbers, results):
    """Runs the sessions whose numbers come, until there are no more."""
    while (number := numbers.get()) is not None:
        results.put(judge(options, number))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("sessions", nargs="?", type=int, default=200)
    parser.add_argument("seed", nargs="?", type=int, default=int(time.time()))
    parser.add_argument("--judge", choices=JUDGES, default="pyte")
    parser.add_argument("--vi", action="store_true", help="vi's keys")
    parser.add_argument("--jobs", type=int, default=4, help="sessions at a time, which mostly wait")
    parser.add_argument("--only", type=int, action="append", help="the number of a session")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="begin none after this time")
    parser.add_argument("--all", action="store_true", help="go on after three failures")
    parser.add_argument("--log", action="store_true", help="print all keys of a failure")
    options = parser.parse_args()
    options.program = os.path.abspath(options.program)
    print(f"seed {options.seed}, judged by {options.judge}", flush=True)

    start = time.time()
    numbers, results = multiprocessing.SimpleQueue(), multiprocessing.SimpleQueue()
    workers = [multiprocessing.Process(target=work, args=(options, numbers, results), daemon=True)
               for _ in range(options.jobs)]
    for worker in workers:
        worker.start()
    queue = iter(options.only or range(options.sessions))
    sessions = keys = failures = 0
    for _ in workers:
        numbers.put(next(queue, None))
    # A worker that gets None does not answer.
    running = min(options.jobs, len(options.only or range(options.sessions)))
    while running:
        count, failure = results.get()
        sessions, keys = sessions + 1, keys + count
        if failure:
            failures += 1
            print(failure, flush=True)
        is_over = time.time() - start > options.seconds or (failures >= 3 and not options.all)
        number = None if is_over else next(queue, None)
        numbers.put(number)
        running -= number is None
    seconds = time.time() - start
    print(f"{sessions} sessions, {keys} keys, {failures} failed, {seconds:.0f} s", flush=True)
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
