import asyncio


class Feed:
    def __init__(self):
        self.queue = asyncio.Queue()  # LW203
        self.control = asyncio.Queue()
        self.bounded = asyncio.Queue(10)

    async def read(self, source):
        async for item in source:
            self.queue.put_nowait(item)
            await self.bounded.put(item)

    async def stop(self):
        await self.control.put(None)
