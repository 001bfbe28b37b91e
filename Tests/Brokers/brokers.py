#!/usr/bin/env python3
"""busctl processes that are joined by real brokers: order, loops, and what is lost.

Prints what was measured, and fails where README or the documentation promise more.
"""
import argparse
import os
import signal
import subprocess
import tempfile
import time

from broker import Mosquitto, Redis, missing, wait_until
from pipelines import Lines, Pipeline, readme_pipelines

COUNT, PACED, PACE = 10_000, 3000, 1000
EVENT = '{"specversion":"1.0","id":"%d","source":"/test","type":"%s","data":{"n":%d}}\n'


class Test:
    """One test in a directory of its own."""

    def __init__(self, program, directory):
        self.program, self.directory, self.readme = program, directory, readme_pipelines()

    def path(self, name):
        return os.path.join(self.directory, name)

    def pipeline(self, line, **variables):
        return Pipeline(line, self.directory, self.program, **variables)

    def write(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)

    def configure(self, broker):
        """Lets the clients find the broker, with the command lines of README as they are."""
        os.makedirs(self.path(".config"), exist_ok=True)
        for client in ["mosquitto_pub", "mosquitto_sub"]:
            self.write(f".config/{client}", f"-p {broker.port}\n")

    def feed(self, line, seconds=None, **variables):
        """Runs a command line with a pipe to its input."""
        environment = {"HOME": self.directory, **{name: str(value) for name, value in variables.items()},
                       "PATH": f"{os.path.dirname(self.program)}:{os.environ['PATH']}"}
        return subprocess.Popen(["bash", "-c", line], cwd=self.directory, env=environment,
                                stdin=subprocess.PIPE, start_new_session=True,
                                stderr=subprocess.DEVNULL)


def report(text):
    print(f"  {text}", flush=True)


def check(condition, text):
    if not condition:
        raise AssertionError(text)


def emit_paced(process, broker):
    """Feeds commands at a steady pace; in the middle the broker is killed and started again."""
    start, restarted = time.monotonic(), False
    for number in range(1, PACED + 1):
        time.sleep(max(0, start + number / PACE - time.monotonic()))
        process.stdin.write(b'emit order.placed {"n": %d}\n' % number)
        process.stdin.flush()
        if number == PACED // 3:
            broker.kill()
        if number >= PACED // 2 and not restarted:
            broker.start()
            restarted = True
    process.stdin.close()


def ended(sender):
    """The status of a pipeline to a broker that was killed; None if only its client has not ended.

    mosquitto_pub 2.0.11 then sometimes waits for itself forever. busctl always ends.
    """
    try:
        return sender.wait(30)
    except subprocess.TimeoutExpired:
        rows = subprocess.run(["ps", "-o", "comm=", "--sid", str(sender.pid)], capture_output=True, text=True)
        left = rows.stdout.split()
        check("mosquitto_pub" in left and "busctl" not in left, f"expected the end of busctl, found {left}")
        os.killpg(sender.pid, signal.SIGKILL)
        sender.wait()
        report("mosquitto_pub did not end, and was killed")
        return None


# Mosquitto


def mosquitto_both_ways(test, broker):
    """The pipelines of README: orders go out, answers come back, and what they cause goes out again."""
    test.configure(broker)
    orders = "".join('emit order.placed {"n": %d}\n' % n for n in range(1, COUNT + 1))
    test.write("shop.bus", "subscribe order.packed relay order.closed\n" + orders)
    seen = Lines(test.path("seen"))
    with test.pipeline("mosquitto_sub -q 1 -t events -F %p >seen"), \
            test.pipeline(test.readme["warehouse"]) as warehouse:
        asked = ask_warehouse(broker, seen)
        start = time.monotonic()
        with test.pipeline(test.readme["shop"]) as shop:
            seen.wait(3 * COUNT, 90)
            seconds = time.monotonic() - start
            time.sleep(1)
            errors = shop.error_text() + warehouse.error_text()
    numbers = list(range(1, COUNT + 1))
    for event in ["order.placed", "order.packed", "order.closed"]:
        found = [number for number in seen.numbers(event) if number]
        check(found == numbers, f"{event}: expected 1 to {COUNT} in order, found {len(found)}")
    check({each.get("hops") for each in seen.events if each["type"] == "order.closed"
           and each["data"]["n"]} == {2}, "expected 2 hops of each order.closed")
    check(errors == "", f"expected no errors, found {errors[:500]}")
    report(f"both ways: {COUNT} events each, in order, none lost or sent twice; "
           f"{3 * COUNT / seconds:.0f} messages/s; {asked} probes")


def ask_warehouse(broker, seen):
    """Asks until the warehouse answers, for then it has subscribed; returns how many probes that took."""
    for attempt in range(100):
        subprocess.run(["mosquitto_pub", "-p", str(broker.port), "-t", "events", "-m",
                        (EVENT % (attempt, "order.placed", 0)).strip()], check=True)
        time.sleep(0.1)
        if seen.numbers("order.packed"):
            break
    return len(seen.numbers("order.placed"))


def mosquitto_killed_both_ways(test, broker):
    """The broker is killed while the warehouse of README answers orders that come at a steady pace."""
    test.configure(broker)
    seen = Lines(test.path("seen"))
    with test.pipeline("mosquitto_sub -q 1 -t events -F %p | tee seen | "
                       "busctl --source /shop --empty --input cloudevents --format jsonl >emitted"), \
            test.pipeline(test.readme["warehouse"]) as warehouse:
        ask_warehouse(broker, seen)
        sender = test.feed("set -o pipefail; busctl --source /shop --empty --format cloudevents | "
                           "mosquitto_pub -q 1 -t events -l")
        emit_paced(sender, broker)
        status = ended(sender)
        count = -1
        while count != len(seen.events):
            count = len(seen.events)
            time.sleep(2)
            seen.read()
        errors = warehouse.error_text()
    orders = {number for number in seen.numbers("order.placed") if number}
    packed = [each for each in seen.events if each["type"] == "order.packed" and each["data"]["n"]]
    answers = {each["data"]["n"] for each in packed}
    with open(test.path("emitted")) as file:
        emitted = [line for line in file if '"emission.started"' in line and '"order.packed"' in line
                   and '"n":0' not in line]
    check(len({(each["source"], each["id"]) for each in packed}) == len(answers),
          "expected one answer to each order")
    check(len(emitted) == len(answers), f"expected each answer once, found {len(emitted)} of {len(answers)}")
    # What the clients of mosquitto say about the connection is theirs.
    check("busctl" not in errors, f"expected no errors of busctl, found {errors[:500]}")
    check(status in (0, None), f"expected status 0, found {status}")
    check(PACED // 3 <= len(answers), f"expected the answers of the first third, found {len(answers)}")
    report(f"killed, both ways, QoS 1: {PACED - len(answers)} of {PACED} answers and "
           f"{PACED - len(orders)} orders lost to the shop, {len(packed) - len(answers)} answers came twice "
           f"and were emitted once, status {status}")


def mosquitto_killed(test, broker, quality):
    """The broker is killed while events come at a steady pace, and starts again half a second later."""
    test.configure(broker)
    received = Lines(test.path("received"))
    with test.pipeline(f"mosquitto_sub -q {quality} -t events -F %p | tee received | "
                       "busctl --empty --input cloudevents --format jsonl >emitted"):
        wait_until(lambda: broker_has_subscriber(test, broker, received), 10, "subscriber")
        line = f"busctl --empty --format cloudevents | mosquitto_pub -q {quality} -t events -l"
        sender = test.feed(f"set -o pipefail; {line}")
        emit_paced(sender, broker)
        status = ended(sender)
        time.sleep(2)
    events = [each for each in received.read() if each["data"]["n"]]
    distinct = {each["id"] for each in events}
    with open(test.path("emitted")) as file:
        emitted = [line for line in file if '"emission.started"' in line and '"n":0' not in line]
    check(len(emitted) == len(distinct), f"expected each event once, found {len(emitted)} of {len(distinct)}")
    check(status in (0, None), f"expected status 0, found {status}")
    lost = PACED - len(distinct)
    report(f"killed, QoS {quality}: {lost} of {PACED} lost, {len(events) - len(distinct)} came twice and "
           f"were emitted once, status {status}")
    return lost


def broker_has_subscriber(test, broker, received):
    subprocess.run(["mosquitto_pub", "-p", str(broker.port), "-t", "events", "-m",
                    (EVENT % (time.monotonic_ns(), "probe", 0)).strip()], check=True)
    time.sleep(0.1)
    return received.read()


def fed_until_blocked(process, seconds=4):
    """Feeds events until the pipe has been full for a second; returns how many were taken."""
    os.set_blocking(process.stdin.fileno(), False)
    line = (EVENT % (1, "order.placed", 1)).encode()
    chunk, taken, rest = line * 100, 0, b""
    end = time.monotonic() + seconds
    last = time.monotonic()
    while time.monotonic() < end and time.monotonic() - last < 1:
        rest = rest or chunk
        try:
            written = os.write(process.stdin.fileno(), rest)
            taken, rest, last = taken + written, rest[written:], time.monotonic()
        except BlockingIOError:
            time.sleep(0.01)
    return taken // len(line), time.monotonic() - last >= 1


def memory(name, group):
    """The memory of a program in a process group, in MB."""
    for process in os.listdir("/proc"):
        try:
            with open(f"/proc/{process}/stat") as file:
                text = file.read()
            if f"({name})" in text and int(text.rsplit(")", 1)[1].split()[2]) == group:
                with open(f"/proc/{process}/status") as file:
                    return next(int(line.split()[1]) // 1024 for line in file if line.startswith("VmRSS"))
        except (OSError, ValueError):
            continue
    return 0


def mosquitto_stopped(test, broker):
    """The broker takes nothing: mosquitto_pub goes on reading."""
    test.configure(broker)
    sender = test.feed("mosquitto_pub -q 1 -t events -l")
    time.sleep(0.5)
    broker.signal(signal.SIGSTOP)
    taken, is_blocked = fed_until_blocked(sender)
    size = memory("mosquitto_pub", sender.pid)
    os.killpg(sender.pid, signal.SIGKILL)
    sender.wait()
    report(f"stopped, QoS 1: mosquitto_pub took {taken} lines in 4 s and {size} MB"
           f"{', then blocked' if is_blocked else ''}")


def mosquitto_process_each(test, broker):
    """A process for each event, started by exec."""
    test.configure(broker)
    count = 100
    test.write("each.bus", "subscribe e exec mosquitto_pub -q 1 -t events -s\n" + "emit e\n" * count)
    start = time.monotonic()
    with test.pipeline("busctl --empty --quiet --strict -f each.bus") as each:
        check(each.wait(60) == 0, each.error_text())
    report(f"a process for each event: {count / (time.monotonic() - start):.0f} events/s")


# Redis


def redis_in_order(test, broker):
    """The pipelines of README, with a stream."""
    orders = "".join('emit order.placed {"n": %d, "t": "\\"a\\\\b\\""}\n' % n for n in range(1, COUNT + 1))
    test.write("shop.bus", orders)
    seen = Lines(test.path("seen"))
    start = time.monotonic()
    reader = test.readme["redis-reader"].rstrip() + " --format cloudevents --source /reader >seen"
    with test.pipeline(on_port(reader, broker)), test.pipeline(on_port(test.readme["redis-writer"], broker)):
        seen.wait(COUNT, 60)
        seconds = time.monotonic() - start
    found = seen.numbers("order.packed")
    check(found == list(range(1, COUNT + 1)), f"expected 1 to {COUNT} in order, found {len(found)}")
    check(seen.events[-1]["data"]["t"] == '"a\\b"', "expected the text as it was")
    report(f"a stream: {COUNT} events in order, none lost; {COUNT / seconds:.0f} events/s")


def on_port(line, broker):
    """A command line of README, whose clients find the broker of the test."""
    return f"redis-cli() {{ command redis-cli -p {broker.port} \"$@\"; }}\n{line}"


def redis_killed(test, broker):
    """The broker is killed while events come at a steady pace; what it has acknowledged is kept."""
    writer = test.readme["redis-writer"].replace("-f shop.bus", "").rstrip().removesuffix(">/dev/null")
    seen = Lines(test.path("seen"))
    reader = test.readme["redis-reader"].rstrip() + " --format cloudevents --source /reader >seen"
    with test.pipeline(on_port(reader, broker)):
        sender = test.feed("set -o pipefail; " + on_port(writer.rstrip() + " >acknowledged", broker))
        emit_paced(sender, broker)
        status = sender.wait(30)
        seen.wait(int(broker.ask("XLEN", "events")), 10)
        time.sleep(1)
        numbers = seen.numbers("order.packed")
    with open(test.path("acknowledged")) as file:
        acknowledged = [line for line in file if line.split("-")[0].isdigit()]
    kept = int(broker.ask("XLEN", "events"))
    check(len(acknowledged) <= kept, f"expected {len(acknowledged)} that were acknowledged, found {kept}")
    check(numbers == sorted(set(numbers)) and len(numbers) == kept,
          f"expected the {kept} that were kept, in order, found {len(numbers)}")
    check(status in (0, None), f"expected status 0, found {status}")
    report(f"killed: {PACED - kept} of {PACED} lost, status {status}; "
           f"{len(acknowledged)} acknowledged, {kept} kept, and all of them read")


def redis_stopped(test, broker):
    """The broker takes nothing: redis-cli blocks, and so does the pipe."""
    sender = test.feed(on_port(r"""sed -u 's/[\\"]/\\&/g; s/.*/XADD events * event "&"/' | redis-cli""", broker)
                       + " >/dev/null")
    time.sleep(0.5)
    broker.signal(signal.SIGSTOP)
    taken, is_blocked = fed_until_blocked(sender)
    os.killpg(sender.pid, signal.SIGKILL)
    sender.wait()
    check(is_blocked, "expected a pipe that is full")
    report(f"stopped: redis-cli blocked after {taken} lines")


TESTS = {
    Mosquitto: [
        mosquitto_both_ways, lambda *it: mosquitto_killed(*it, 0), lambda *it: mosquitto_killed(*it, 1),
        mosquitto_killed_both_ways, mosquitto_stopped, mosquitto_process_each,
    ],
    Redis: [redis_in_order, redis_killed, redis_stopped],
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="the path of busctl")
    program = os.path.abspath(parser.parse_args().program)
    for broker, tests in TESTS.items():
        print(broker.__name__)
        if absent := missing(broker.programs):
            print(f"  SKIPPED: {', '.join(absent)} not found")
            continue
        for test in tests:
            with tempfile.TemporaryDirectory() as directory, broker(directory) as running:
                test(Test(program, directory), running)


if __name__ == "__main__":
    main()
