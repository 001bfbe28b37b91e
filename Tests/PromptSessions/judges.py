"""Terminal emulators that are not ours, and what they see."""
import os
import re
import select
import subprocess
import tempfile
import termios
import tty

import pyte
import wcwidth


class PyteScreen(pyte.Screen):
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


class Pyte:
    environment = {"TERM": "xterm"}
    unjudged = ()

    def __init__(self, columns, lines):
        self.screen = PyteScreen(columns, lines)
        self.feed = pyte.ByteStream(self.screen).feed

    def resize(self, columns, lines):
        self.screen.resize(lines, columns)

    def look(self):
        """The rows without spaces at their ends, and the cursor's row and column."""
        # pyte's own display fails at the second cell of a wide character whose first one is gone.
        rows = []
        for y in range(self.screen.lines):
            line = self.screen.buffer.get(y)
            text = "".join([line[x].data for x in range(max(line) + 1)]) if line else ""
            rows.append(text.rstrip())
        return rows, self.screen.cursor.y, self.screen.cursor.x

    def column(self, character):
        """The column of the last cell that shows a character; None if there is none."""
        for y in reversed(range(self.screen.lines)):
            cells = [x for x, cell in self.screen.buffer[y].items() if cell.data.startswith(character)]
            if cells:
                return max(cells)
        return None

    def close(self):
        pass


class Tmux:
    """A window of a tmux server of its own.

    Nothing runs in the window: what the program writes is written to its terminal, and tmux answers
    there where the cursor is, which also says that it has seen everything before the question.
    """
    environment = {"TERM": "tmux", "TMUX": "judge"}

    # tmux 3.3 keeps the cells of a sequence apart, or joins them, other than the emulators that the
    # painter is made for; right-to-left marks, joiners and soft hyphens get no cell and vanish.
    unjudged = ("👩‍💻", "🇩🇪", "👍🏽", "❤️", "\u200f", "\u202e", "\u200b", "x\u200d", "\u00ad")

    def __init__(self, columns, lines):
        self.rows = lines
        self.directory = tempfile.mkdtemp(prefix="busctl-tmux-")
        self.client = subprocess.Popen(
            ["tmux", "-S", self.directory + "/s", "-f", "/dev/null", "-u", "-C", "new-session",
             "-x", str(columns), "-y", str(lines), "stty raw -echo; exec sleep 100000"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm"})
        self.answer()
        self.command("refresh-client -f no-output")
        self.command("set -g window-size manual")
        self.command(f"resize-window -x {columns} -y {lines}")
        path = self.command("display-message -p '#{pane_tty}'")[0]
        self.terminal = os.open(path, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.terminal, termios.TCSANOW)
        modes = termios.tcgetattr(self.terminal)
        modes[1] = 0
        termios.tcsetattr(self.terminal, termios.TCSANOW, modes)

    def answer(self):
        lines = None
        for line in self.client.stdout:
            text = line.decode(errors="replace").rstrip("\n")
            if text.startswith("%begin"):
                lines = []
            elif lines is not None and text.startswith("%end"):
                return lines
            elif text.startswith(("%error", "%exit")):
                raise RuntimeError(f"tmux: {lines}")
            elif lines is not None:
                lines.append(text)
        raise RuntimeError("tmux has ended")

    def command(self, text):
        self.client.stdin.write(text.encode() + b"\n")
        self.client.stdin.flush()
        return self.answer()

    def feed(self, data):
        while data:
            data = data[os.write(self.terminal, data):]

    def resize(self, columns, lines):
        self.cursor()
        self.rows = lines
        self.command(f"resize-window -x {columns} -y {lines}")

    def cursor(self):
        self.feed(b"\x1b[6n")
        text = b""
        while not (match := re.search(rb"\x1b\[(\d+);(\d+)R", text)):
            if not select.select([self.terminal], [], [], 10)[0]:
                raise RuntimeError("tmux does not answer")
            text += os.read(self.terminal, 100)
        return int(match[1]) - 1, int(match[2]) - 1

    def look(self):
        y, x = self.cursor()
        rows = [row.rstrip() for row in self.command("capture-pane -p")]
        return rows + [""] * (self.rows - len(rows)), y, x

    def column(self, character):
        for row in reversed(self.look()[0]):
            if character in row:
                return wcwidth.wcswidth(row[:row.rindex(character)])
        return None

    def close(self):
        os.close(self.terminal)
        self.client.stdin.write(b"kill-server\n")
        self.client.stdin.close()
        self.client.stdout.read()
        self.client.stdout.close()
        self.client.wait()
        for name in os.listdir(self.directory):
            os.remove(f"{self.directory}/{name}")
        os.rmdir(self.directory)


JUDGES = {"pyte": Pyte, "tmux": Tmux}
