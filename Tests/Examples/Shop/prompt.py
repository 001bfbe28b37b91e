"""Types at the prompt of the shop, and reads what it shows: python3 prompt.py PROGRAM."""

import os
import pty
import select
import sys
import time


seen = b""


def read_until(terminal, text, patience=20):
    """Reads up to a text, and keeps what follows it for the next call."""
    global seen
    deadline = time.monotonic() + patience
    while text not in seen:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            sys.exit(f"expected {text!r}, found {seen!r}")
        seen += os.read(terminal, 65536)
    seen = seen[seen.index(text) + len(text) :]


program, terminal = pty.fork()
if program == 0:
    os.environ.update(TERM="xterm", NO_COLOR="1", SHOP_HISTORY="", EDITRC="/dev/null")
    os.execv(sys.argv[1], [sys.argv[1], "--clock", "virtual"])

read_until(terminal, b"shop> ")
os.write(terminal, b"emit or\t")
read_until(terminal, b"order.placed ")
os.write(terminal, b'{"item": "cup"}\r')
read_until(terminal, "├─ pack  completed  ".encode())
read_until(terminal, "└─ ship  completed  ".encode())
os.write(terminal, b"state\r")
read_until(terminal, b"packed 1")
# While a command runs, the terminal itself would take Ctrl-D.
read_until(terminal, b"shop> ")
os.write(terminal, b"\x04")
try:
    # The program waits until all that it has shown is read.
    while select.select([terminal], [], [], 20)[0] and os.read(terminal, 65536):
        pass
except OSError:
    pass  # The terminal is closed.
status = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
sys.exit(0 if status == 0 else f"exit status {status}")
