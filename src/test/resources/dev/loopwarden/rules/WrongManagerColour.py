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
