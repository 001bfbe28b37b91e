#!/usr/bin/env python3
"""Random sessions at the prompt, seen through pyte, a terminal emulator that is not ours.

After each key the screen has to be the screen after Ctrl-L, and a character that is typed has to
appear where the cursor was. Usage: sessions.py PROGRAM [SESSIONS] [SEED] [--vi]
"""
import fcntl
import os
import pty
import random
import select
import struct
import sys
import tempfile
import termios
import time

import pyte

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
         "\x1bu", "\x1bc", "\x1b1\x1b2z", "\x00", "\x0f"]
VI = list("hlwbe0$xXuDpPiaAIkjGn~rcdyfCsS") + ["\x1b"] * 6 + ["/no\r", "/e\r", "?zz\r", "/ab\x1b", "/a\x03"]


class Screen(pyte.Screen):
    """pyte's screen, resized as xterm does it: rows below the cursor go first, then the top ones."""

    def resize(self, lines=None, columns=None):
        lines, columns = lines or self.lines, columns or self.columns
        while self.lines > lines:
            if self.cursor.y < self.lines - 1:
                self.buffer.pop(self.lines - 1, None)
            else:
                for y in range(self.lines - 1):
                    self.buffer[y] = self.buffer[y + 1]
                self.buffer.pop(self.lines - 1, None)
                self.cursor.y -= 1
            self.lines -= 1
        self.lines = lines
        if columns < self.columns:
            for line in self.buffer.values():
                for x in [x for x in line if x >= columns]:
                    line.pop(x, None)
        self.columns = columns
        self.cursor.x = min(self.cursor.x, columns - 1)
        self.set_margins()

    def rows(self):
        return [row.rstrip() for row in self.display]

    @property
    def display(self):
        # pyte's own fails at the second cell of a wide character whose first one was overwritten.
        return ["".join(self.buffer[y][x].data for x in range(self.columns)) for y in range(self.lines)]


class Session:
    def __init__(self, program, rng, vi):
        self.rng, self.vi, self.log = rng, vi, []
        self.columns, self.lines = rng.choice([10, 20, 40, 80, 80, 200]), rng.choice([5, 10, 24, 24, 50])
        self.screen = Screen(self.columns, self.lines)
        self.stream = pyte.ByteStream(self.screen)
        self.home = tempfile.mkdtemp(prefix="busctl-sessions-")
        with open(self.home + "/history", "w") as file:
            file.write("emit e\nhelp\nsubscribe e print a\nemit long.event {\"日本\": \"" + "text " * 60 + "\"}\n")
        editrc = self.home + "/editrc"
        with open(editrc, "w") as file:
            file.write("bind -v\n" if vi else "")
        master, slave = pty.openpty()
        self.size(master)
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for fd in range(3):
                os.dup2(slave, fd)
            os.closerange(3, 256)
            os.execve(program, [program, "--empty"], {
                "TERM": "xterm", "HOME": self.home, "LC_ALL": "C.UTF-8", "EDITRC": editrc,
                "BUSCTL_HISTORY": self.home + "/history", "PATH": "/usr/bin:/bin"})
        self.master, self.slave = master, slave
        self.complex = False
        self.settle()
        while "> " not in "\n".join(self.screen.display) and "event" not in "".join(self.screen.display):
            self.settle()

    def size(self, fd):
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", self.lines, self.columns, 0, 0))

    def close(self):
        if self.pid:
            os.kill(self.pid, 9)
            os.waitpid(self.pid, 0)
        os.close(self.master)
        os.close(self.slave)
        for name in os.listdir(self.home):
            os.remove(self.home + "/" + name)
        os.rmdir(self.home)

    def drain(self):
        count = 0
        while select.select([self.master], [], [], 0)[0]:
            data = os.read(self.master, 65536)
            self.stream.feed(data)
            count += len(data)
        return count

    def bytes_read(self):
        try:
            with open(f"/proc/{self.pid}/io") as file:
                return int(file.readline().split()[1])
        except (FileNotFoundError, ProcessLookupError):
            return 1 << 60

    def is_idle(self):
        """All threads sleep, and all input is taken."""
        left = struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4))[0]
        if left:
            return False
        try:
            for task in os.listdir(f"/proc/{self.pid}/task"):
                with open(f"/proc/{self.pid}/task/{task}/stat") as file:
                    if file.read().rsplit(")", 1)[1].split()[0] not in "SI":
                        return False
        except FileNotFoundError:
            return False
        return True

    def settle(self):
        quiet, limit = 0, time.time() + 10
        while quiet < 3:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.pid = None
                raise AssertionError("the program ended with status %d" % status)
            quiet = 0 if self.drain() or not self.is_idle() else quiet + 1
            if time.time() > limit:
                raise AssertionError("the program does not come to rest")
            if quiet < 3:
                time.sleep(0.0003)

    def send(self, keys):
        self.log.append(keys)
        # Input takes its way through the kernel; the bytes that were read say when it has arrived.
        wanted = self.bytes_read() + len(keys.encode())
        os.write(self.master, keys.encode())
        limit = time.time() + 0.1
        while self.bytes_read() < wanted and time.time() < limit:
            self.drain()
        if keys.endswith("\x1b"):
            time.sleep(0.06)
        self.settle()

    def resize(self):
        self.columns, self.lines = self.rng.randint(10, 200), self.rng.randint(5, 50)
        self.log.append(("resize", self.columns, self.lines))
        self.screen.resize(self.lines, self.columns)
        self.size(self.master)
        time.sleep(0.004)
        self.settle()

    def check(self):
        before, y, x = self.screen.rows(), self.screen.cursor.y, self.screen.cursor.x
        self.send("\x0c")
        after, ay, ax = self.screen.rows(), self.screen.cursor.y, self.screen.cursor.x
        top = y - ay
        expected = after[:len(before) - top]
        if x != ax or top < 0 or before[top:] != expected or any(after[len(expected):]):
            raise AssertionError(
                "before Ctrl-L, cursor %d,%d:\n%s\nafter Ctrl-L, cursor %d,%d:\n%s"
                % (y, x, "\n".join("|" + r for r in before), ay, ax, "\n".join("|" + r for r in after)))

    def check_cursor(self):
        """Types a character, which appears at the cursor, and takes it back."""
        y, x, rows = self.screen.cursor.y, self.screen.cursor.x, self.screen.rows()
        self.send("\u00a7")
        place = [(r, c) for r in range(self.screen.lines) for c in range(self.screen.columns)
                 if self.screen.buffer[r][c].data.startswith("\u00a7")]
        self.send("\x7f")
        # The line may scroll, so only the column is compared.
        if not place or place[-1][1] != x:
            raise AssertionError("typed at %d,%d, seen at %s\n%s" % (y, x, place, "\n".join(rows)))

    def step(self):
        r = self.rng.random()
        if r < 0.45:
            kind = self.rng.choice(list(PIECES) if self.rng.random() < 0.5 else ["ascii"])
            text = self.rng.choice(PIECES[kind])
            if kind in ("emoji", "combining", "rtl", "ambiguous"):
                self.complex = True
            self.send(text)
        elif r < 0.60:
            self.send(self.rng.choice(MOVES))
        elif r < 0.72:
            self.send(self.rng.choice(DELETIONS))
        elif r < 0.80:
            self.send(self.rng.choice(OTHER))
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
            self.send("\x05\x15emit back.ground &\r")
            self.send(self.rng.choice(["ab日", "emit e {\"a\": " + "1" * 90, "\x1b[A"]))
            time.sleep(0.04)
            self.settle()
            self.complex = False
        elif r < 0.98:
            self.send("\x03")
            self.complex = False
        elif self.vi:
            self.send("\x1b")
        if self.vi and self.rng.random() < 0.4:
            self.send("\x1b")
            self.send(self.rng.choice(VI))


def main():
    vi = "--vi" in sys.argv
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    program = arguments[0]
    count = int(arguments[1]) if len(arguments) > 1 else 200
    seed = int(arguments[2]) if len(arguments) > 2 else int(time.time())
    print(f"seed {seed}", flush=True)
    failures = keys = 0
    only = [int(a[7:]) for a in sys.argv if a.startswith('--only=')]
    limit = time.time() + float(next((a[10:] for a in sys.argv if a.startswith("--seconds=")), "inf"))
    for number in only or range(count):
        if time.time() > limit:
            number -= 1
            break
        rng = random.Random(seed * 1_000_003 + number)
        session = Session(program, rng, vi)
        try:
            session.send("subscribe back.ground sleep 20ms\r")
            for _ in range(rng.randint(5, 30)):
                session.step()
                keys += 1
                session.check()
                if not session.complex and not vi and session.screen.cursor.x > 0 and rng.random() < 0.3:
                    session.check_cursor()
        except AssertionError as error:
            failures += 1
            print(f"session {number}, {session.columns}x{session.lines}: {session.log[-(200 if '--log' in sys.argv else 6):]!r}\n{error}", flush=True)
            if failures >= 3 and "--all" not in sys.argv:
                break
        finally:
            session.close()
    print(f"{number + 1} sessions, {keys} keys, {failures} failed", flush=True)
    sys.exit(failures > 0)


main()
