"""A program at a pseudo-terminal, and how to know that it has drawn everything."""
import fcntl
import os
import pty
import select
import shutil
import struct
import tempfile
import termios
import time


class Program:
    """The program under test, with a home of its own.

    `feed` gets what the program writes. Nothing waits for a fixed time: input has arrived when the
    kernel has counted it as read, the program is at rest when all its threads sleep, and what it
    has written is here when a NUL that is written behind it has come through the terminal.
    """

    def __init__(self, command, columns, lines, feed, environment, files):
        self.feed, self.late = feed, 0
        self.home = tempfile.mkdtemp(prefix="busctl-sessions-")
        for name, text in files.items():
            with open(f"{self.home}/{name}", "w") as file:
                file.write(text)
        self.master, self.slave = pty.openpty()
        # Another description of the terminal, since the program's own must wait for room.
        self.marks = os.open(os.ttyname(self.slave), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        self.set_size(columns, lines)
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            for fd in range(3):
                os.dup2(self.slave, fd)
            os.closerange(3, 256)
            os.execve(command[0], command, {
                "HOME": self.home, "LC_ALL": "C.UTF-8", "EDITRC": self.home + "/editrc",
                "BUSCTL_HISTORY": self.home + "/history", "PATH": "/usr/bin:/bin", **environment})
        self.counts = os.open(f"/proc/{self.pid}/io", os.O_RDONLY)
        self.threads = {}

    def close(self):
        if self.pid:
            os.kill(self.pid, 9)
            os.waitpid(self.pid, 0)
        for fd in [self.master, self.slave, self.marks, self.counts, *self.threads.values()]:
            os.close(fd)
        shutil.rmtree(self.home)

    def set_size(self, columns, lines):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def drain(self, timeout=0.0):
        """Passes on what has been written, and returns whether that was anything."""
        if not select.select([self.master], [], [], timeout)[0]:
            return False
        self.feed(os.read(self.master, 65536))
        return True

    def drain_to_mark(self):
        """Passes on all that the program has written until now."""
        seen = False
        while True:
            try:
                os.write(self.marks, b"\0")
                break
            except BlockingIOError:
                seen = self.drain(0.05) or seen
        while True:
            if not select.select([self.master], [], [], 10)[0]:
                raise AssertionError("the terminal does not pass on what is written")
            data = os.read(self.master, 65536)
            text = data.replace(b"\0", b"")
            if text:
                self.feed(text)
                seen = True
            if len(text) < len(data):
                return seen

    def bytes_read(self):
        try:
            return int(os.pread(self.counts, 64, 0).split()[1])
        except ProcessLookupError:
            return 1 << 60

    def turns(self):
        """How often each thread has run; None if one runs now."""
        turns = []
        try:
            for name in os.listdir(f"/proc/{self.pid}/task"):
                if name not in self.threads:
                    self.threads[name] = os.open(
                        f"/proc/{self.pid}/task/{name}/status", os.O_RDONLY)
                text = os.pread(self.threads[name], 4096, 0)
                if text[text.index(b"State:") + 7:][:1] not in b"SI":
                    return None
                turns.append((name, text[text.index(b"voluntary_ctxt"):]))
        except (FileNotFoundError, ProcessLookupError):
            return None
        return turns

    def is_input_taken(self):
        return not struct.unpack("i", fcntl.ioctl(self.slave, termios.FIONREAD, b"\0" * 4))[0]

    def settle(self):
        """Waits until the program has taken all input, sleeps, and its output has been passed on."""
        limit = time.time() + 20
        while True:
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.pid = None
                raise AssertionError("the program ended with status %d" % status)
            turns = self.is_input_taken() and self.turns()
            if turns:
                seen = self.drain_to_mark()
                if not seen and self.is_input_taken() and self.turns() == turns:
                    return
            else:
                self.drain(0.0005)
            if time.time() > limit:
                raise AssertionError("the program does not come to rest")

    def send(self, keys):
        data = keys.encode()
        wanted = self.bytes_read() + len(data)
        os.write(self.master, data)
        # The terminal itself takes Ctrl-C where it is a signal, so the wait has a limit.
        limit = time.time() + 0.05
        while self.bytes_read() < wanted:
            self.drain(0.0005)
            if time.time() > limit:
                self.late += 1
                break
        if keys.endswith("\x1b"):
            # Escape is a key once nothing has followed for 50 ms.
            self.rest(0.06)
        self.settle()

    def rest(self, seconds):
        limit = time.time() + seconds
        while (left := limit - time.time()) > 0:
            self.drain(left)
