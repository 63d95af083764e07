import asyncio
import threading


class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.other = asyncio.Lock()

    async def save(self, write):
        with self.lock:  # LW115
            await write()

    async def count(self):
        with self.lock:
            return 1

    async def fine(self, write):
        async with self.other:
            await write()

    def sync(self):
        with self.lock:
            return 2
