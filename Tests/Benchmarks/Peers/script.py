"""Reads a script of `emit EVENT JSON` lines and emits them, with one handler of the event."""

import asyncio
import json
import sys


async def handler(data):
    pass


async def main():
    handlers = {"group.updated": [handler]}
    for line in sys.stdin:
        _, event, payload = line.split(maxsplit=2)
        data = json.loads(payload)
        for handler_of_event in handlers.get(event, ()):
            try:
                await handler_of_event(data)
            except Exception as error:
                print(error, file=sys.stderr)


asyncio.run(main())
