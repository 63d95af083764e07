import asyncio

from fastapi import FastAPI

app = FastAPI()
client = None
lock = asyncio.Lock()


@app.get("/")
async def home(make):
    global client
    if client is None:  # LW1007 medium
        client = await make()
    return await client.get()


class Prices:
    def __init__(self, source):
        self.source = source
        self.client = None
        self.cache = {}
        self.lock = asyncio.Lock()

    async def ensure(self):
        if not self.client:  # LW1007 low
            await asyncio.sleep(0.1)
            self.client = self.source()
        return self.client

    async def price(self, item):
        if item not in self.cache:  # LW1007
            self.cache[item] = await self.source.price(item)
        return self.cache[item]

    # near misses

    async def under_a_lock(self, item):
        async with self.lock:
            if item not in self.cache:
                self.cache[item] = await self.source.price(item)
        return self.cache[item]

    async def set_before_waiting(self):
        if self.client is None:
            self.client = self.source()
            await self.client.ready()
        return self.client

    async def sets_something_else(self):
        if self.client is None:
            self.other = await self.source()

    async def start(self):
        if self.client is None:
            self.client = await self.source()

    async def local(self, made):
        if made is None:
            made = await self.source()
        return made
