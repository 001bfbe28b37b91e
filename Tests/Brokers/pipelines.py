"""Command lines that run until they are ended, and the events that they have written."""
import json
import os
import re
import signal
import subprocess

from broker import wait_until

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def readme_pipelines():
    """The pipelines of README, by the word after `bash` at the beginning of their block."""
    with open(os.path.join(ROOT, "README.md")) as file:
        blocks = re.findall(r"^```bash (\S+)\n(.*?)^```$", file.read(), re.M | re.S)
    return dict(blocks)


class Pipeline:
    """A command line of bash, with everything that it runs in a process group of its own."""

    def __init__(self, line, directory, program, **variables):
        environment = {
            "HOME": directory, "PATH": f"{os.path.dirname(os.path.abspath(program))}:{os.environ['PATH']}",
            **{name: str(value) for name, value in variables.items()}}
        self.errors = os.path.join(directory, f"errors-{id(self)}")
        with open(self.errors, "wb") as errors:
            self.process = subprocess.Popen(
                ["bash", "-c", line], cwd=directory, env=environment, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()

    def wait(self, seconds):
        """The exit status, once everything has ended."""
        return self.process.wait(seconds)

    def error_text(self):
        with open(self.errors) as file:
            return file.read()


class Lines:
    """The complete lines of a file that grows, each a CloudEvent."""

    def __init__(self, path):
        self.path, self.events, self.place = path, [], 0

    def read(self):
        if os.path.exists(self.path):
            with open(self.path, "rb") as file:
                file.seek(self.place)
                data = file.read()
            data = data[:data.rfind(b"\n") + 1]
            self.place += len(data)
            self.events += [json.loads(line) for line in data.splitlines()]
        return self.events

    def wait(self, count, seconds):
        try:
            wait_until(lambda: len(self.read()) >= count, seconds, "events")
        except TimeoutError as error:
            name, found = os.path.basename(self.path), len(self.events)
            raise TimeoutError(f"expected {count} events in {name} after {seconds} s, found {found}") from error

    def numbers(self, event):
        """The numbers in the data of an event's lines, in order."""
        return [each["data"]["n"] for each in self.read() if each["type"] == event]
