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


class Channel:
    def __init__(self):
        self._queue = asyncio.Queue()  # LW203 medium
        self._signals = asyncio.Queue()
        self._calls = asyncio.Queue()
        self._kept = asyncio.Queue(100)

    async def send(self, message):
        await self._queue.put(message)

    async def start(self):
        await self._signals.put({"type": "start"})

    async def ask(self, question):
        answer = asyncio.get_running_loop().create_future()
        await self._calls.put((question, answer))
        return await answer


async def given_away(app, scope):
    queue = asyncio.Queue()  # LW203 medium
    await app(scope, queue.put)


async def stops_its_workers(work):
    queue = asyncio.Queue()
    for _ in range(4):
        queue.put_nowait(STOP)
        await work(queue)


STOP = object()


class Twice:
    def __init__(self):
        self._lines = asyncio.Queue()  # LW203 high

    async def start(self, source):
        self._lines = asyncio.Queue()
        async for line in source:
            await self._lines.put(line)
