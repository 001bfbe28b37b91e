"""An asyncio event bus with EventBus's contract, and the benchmark's rows for it.

Reads the name of a row per line, runs that row, and answers with its nanoseconds.
"""

import asyncio
import logging
import sys
import time

logger = logging.getLogger("bus")
logger.addHandler(logging.NullHandler())
logger.propagate = False


class EventBus:
    """Ordered, isolated, a snapshot per emission; without depth guard and report."""

    def __init__(self):
        self.handlers = {}

    def subscribe(self, event, handler):
        self.handlers.setdefault(event, []).append(handler)

    def unsubscribe(self, event, handler):
        try:
            handlers = self.handlers[event]
            handlers.remove(handler)
        except (KeyError, ValueError):
            return
        if not handlers:
            del self.handlers[event]

    async def emit(self, event, data):
        handlers = self.handlers.get(event)
        if handlers is None:
            return
        for handler in handlers.copy():
            try:
                await handler(data)
            except Exception:
                logger.exception("handler failed: %s", getattr(handler, "__name__", handler))


def made_handler():
    """A handler that captures a counter of its own, as those of EventBus do."""
    calls = 0

    async def handler(data):
        nonlocal calls
        calls += 1

    return handler


def made_failing():
    calls = 0

    async def failing(data):
        nonlocal calls
        calls += 1
        raise ValueError("no")

    return failing


DATA = {"user_id": 7}


def emitting(handlers, failures=0):
    """`handlers` of one event, of which `failures` fail."""
    bus = EventBus()
    for number in range(handlers):
        bus.subscribe("a", made_failing() if number < failures else made_handler())

    async def run(count):
        for _ in range(count):
            await bus.emit("a", DATA)

    return run


def nested(depth):
    """A chain of emissions inside one another."""
    bus = EventBus()

    def link(event):
        async def handler(data):
            await bus.emit(event, data)

        return handler

    for level in range(depth - 1):
        bus.subscribe(f"level {level}", link(f"level {level + 1}"))
    bus.subscribe(f"level {depth - 1}", made_handler())

    async def run(count):
        for _ in range(count):
            await bus.emit("level 0", DATA)

    return run


def subscribing(registrations):
    """One handler that comes and goes behind `registrations` others."""
    bus = EventBus()
    for _ in range(registrations):
        bus.subscribe("a", made_handler())

    async def run(count):
        handler = made_handler()
        for _ in range(count):
            bus.subscribe("a", handler)
            bus.unsubscribe("a", handler)

    return run


# A row's work, and how many units it does at each turn.
ROWS = {
    "async 1": (lambda: emitting(1), 1),
    "async 10": (lambda: emitting(10), 10),
    "async 1000": (lambda: emitting(1000), 1000),
    "nobody": (lambda: emitting(0), 1),
    "nested 10": (lambda: nested(10), 10),
    "failing 1 in 10": (lambda: emitting(10, failures=1), 10),
    "subscribe 1": (lambda: subscribing(1), 1),
    "subscribe 1000": (lambda: subscribing(1_000), 1),
    "subscribe 100000": (lambda: subscribing(100_000), 1),
}


async def timed(run, count):
    start = time.perf_counter_ns()
    await run(count)
    return time.perf_counter_ns() - start


async def main():
    prepared = {}
    for line in sys.stdin:
        name = line.strip()
        work, units = ROWS[name]
        if name not in prepared:
            run, count = work(), 1
            while await timed(run, count) < 10_000_000:
                count *= 2
            prepared[name] = (run, count)
        run, count = prepared[name]
        print(await timed(run, count) / (count * units), flush=True)


asyncio.run(main())
