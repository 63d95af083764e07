import asyncio
import threading

lock = asyncio.Lock()
other = threading.Lock()


async def wrong(write):
    with lock:  # LW805
        write()
    async with other:  # LW805
        write()


async def right(write):
    async with lock:
        write()
    with other:
        write()


from contextlib import asynccontextmanager, contextmanager

import anyio


@asynccontextmanager
async def opened():
    yield 1


@contextmanager
def plain():
    yield 1


async def both_wrong():
    with opened():  # LW805
        pass
    async with plain():  # LW805
        pass
    async with anyio.fail_after(5):  # LW805
        pass
    with anyio.fail_after(5):
        pass
    with plain():
        pass
    async with opened():
        pass
