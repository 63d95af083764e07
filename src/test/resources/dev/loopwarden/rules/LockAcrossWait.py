import asyncio

import aiohttp
import httpx


class Feeds:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.write_lock = asyncio.Lock()
        self.token = None
        self.items = []

    async def fetch(self, session: aiohttp.ClientSession, url):
        async with session.get(url) as answer:
            return await answer.text()

    async def all(self, session: aiohttp.ClientSession, urls):
        async with self.lock:  # LW1008 medium
            for url in urls:
                self.items.append(await self.fetch(session, url))

    async def through_one_helper(self, session: aiohttp.ClientSession, url):
        async with self.lock:  # LW1008 low
            self.items.append(await self.fetch(session, url))

    async def in_a_thread(self, insert, row):
        async with self.write_lock:  # LW1008 medium
            await asyncio.to_thread(insert, row)

    async def refresh_token(self, client: httpx.AsyncClient):
        async with self.lock:
            answer = await client.post("/token")
            self.token = answer.text

    async def kept(self, client: httpx.AsyncClient):
        async with self.lock:
            if self.token is not None:
                return self.token
            self.token = await client.get("/me")
            return self.token

    async def local(self, item):
        async with self.lock:
            self.items.append(item)
            await asyncio.sleep(0)

    async def outside(self, client: httpx.AsyncClient, urls):
        async with self.lock:
            mine = list(self.items)
        for url in urls:
            await client.get(url)
        return mine
