"""Takes orders from a queue."""

import asyncio
import logging

log = logging.getLogger(__name__)


async def work(queue: asyncio.Queue, handle):
    while True:
        order = await queue.get()
        try:
            await handle(order)
        except BaseException:
            log.exception("order %s failed", order)
        finally:
            queue.task_done()
