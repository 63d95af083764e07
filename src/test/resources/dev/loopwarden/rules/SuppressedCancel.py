import asyncio
import contextlib


async def loops(queue):
    while True:
        with contextlib.suppress(Exception, asyncio.CancelledError):  # LW403 high
            await queue.get()


async def once(event):
    with contextlib.suppress(asyncio.CancelledError):  # LW403 medium
        await event.wait()


async def everything(event):
    with contextlib.suppress(BaseException):  # LW403
        await event.wait()


class Feed:
    async def stop(self):
        for task in self.tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*self.tasks)

    async def close(self):
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task


async def errors_only(event):
    with contextlib.suppress(OSError):
        await event.wait()


async def nothing_waits(task):
    with contextlib.suppress(asyncio.CancelledError):
        task.result()


async def ended(work):
    task = asyncio.create_task(work())
    while not task.done():
        with contextlib.suppress(asyncio.CancelledError):  # LW403 medium
            await asyncio.shield(task)
