"""Brokers that a test starts on a free loopback port, kills, and starts again."""
import os
import shutil
import signal
import socket
import subprocess
import time


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until(condition, seconds, what):
    """Waits until a condition holds, and returns its value."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise TimeoutError(f"{what}: not within {seconds} s")


def missing(programs):
    """The programs that are not installed."""
    path = os.environ["PATH"] + ":/usr/sbin"
    return [program for program in programs if not shutil.which(program, path=path)]


class Broker:
    """A server; as a context it runs until the end of the context."""

    def __init__(self, directory):
        self.directory, self.port, self.process = directory, free_port(), None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        if self.process:
            self.process.send_signal(signal.SIGCONT)
            self.kill()

    def start(self):
        with open(os.path.join(self.directory, "broker.log"), "ab") as log:
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log, cwd=self.directory)
        wait_until(self.is_ready, 10, f"start of {self.command()[0]}")

    def is_ready(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"{self.command()[0]} ended with {self.process.returncode}")
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process = None

    def signal(self, number):
        self.process.send_signal(number)


class Mosquitto(Broker):
    programs = ["mosquitto", "mosquitto_pub", "mosquitto_sub"]

    def command(self):
        path = os.path.join(self.directory, "mosquitto.conf")
        with open(path, "w") as file:
            # Without the last line more than a thousand messages for a slow reader are dropped.
            file.write(f"listener {self.port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n")
        return [shutil.which("mosquitto", path=os.environ["PATH"] + ":/usr/sbin"), "-c", path]


class Redis(Broker):
    programs = ["redis-server", "redis-cli"]

    def command(self):
        return ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
                "--appendonly", "yes", "--dir", self.directory]

    def is_ready(self):
        return super().is_ready() and self.ask("PING") == "PONG"

    def ask(self, *words):
        return subprocess.run(["redis-cli", "-p", str(self.port), *words], capture_output=True, text=True,
                              check=False).stdout.strip()
