# with `python: "3.8"` in .github/loopwarden.yml
import asyncio
import threading

lock = asyncio.Lock()  # LW1006 medium
waiting: asyncio.Queue = asyncio.Queue(maxsize=10)  # LW1006


class Pool:
    slots = asyncio.Semaphore(5)  # LW1006

    def __init__(self):
        self.free = asyncio.Event()


def make(event=asyncio.Event()):  # LW1006
    return event


# near misses

plain = threading.Lock()


async def main():
    inside = asyncio.Lock()
    async with inside:
        await waiting.get()
