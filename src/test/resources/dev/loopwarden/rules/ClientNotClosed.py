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
