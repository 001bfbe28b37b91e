"""Runs a script of `subscribe EVENT HANDLER` and `emit EVENT JSON` lines from stdin, on asyncio."""

import asyncio
import json
import sys


class Counter:
    def __init__(self):
        self.calls = 0

    async def count(self, data):
        self.calls += 1


async def main():
    counter = Counter()
    handlers = {}
    for line in sys.stdin:
        command, event, operand = line.split(maxsplit=2)
        if command == "subscribe":
            handlers.setdefault(event, []).append(counter.count)
            continue
        data = json.loads(operand)
        for handler in handlers.get(event, []).copy():
            try:
                await handler(data)
            except Exception as error:
                print(error, file=sys.stderr)


asyncio.run(main())
