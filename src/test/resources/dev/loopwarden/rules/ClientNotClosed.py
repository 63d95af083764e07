import aiohttp
import httpx


async def leaks(url):
    session = aiohttp.ClientSession()  # LW801
    answer = await session.get(url)
    return answer.status


async def closes(url):
    client = httpx.AsyncClient()
    try:
        return await client.get(url)
    finally:
        await client.aclose()


async def enters(url):
    async with aiohttp.ClientSession() as session:
        return await session.get(url)


async def hands_on(register):
    client = httpx.AsyncClient()
    register(client)


async def gives():
    client = httpx.AsyncClient()
    return client


async def some_paths(url):
    client = httpx.AsyncClient()  # LW801 medium
    answer = await client.get(url)
    await client.aclose()
    return answer


async def at_once():
    client = httpx.AsyncClient()
    await client.aclose()


async def chained(url):
    return await httpx.AsyncClient().get(url)  # LW801 high


class Keeps:
    async def start(self):
        self.session = aiohttp.ClientSession()
        self.left = aiohttp.ClientSession()  # LW801 medium

    async def ask(self, url):
        if self.left is None:
            return await self.session.get(url)
        return await self.left.get(url)

    async def stop(self):
        await self.session.close()


async def conditional(wanted):
    client = httpx.AsyncClient() if wanted else None
    if client:
        await client.aclose()
