"""Takes orders from a queue."""

import asyncio


async def work(queue: asyncio.Queue, handle):
    while True:
        order = await queue.get()
        try:
            await handle(order)
        finally:
            queue.task_done()
