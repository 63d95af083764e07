import asyncio

import asyncpg
import httpx


async def bare(host):
    reader, writer = await asyncio.open_connection(host, 80)  # LW301
    await reader.read(100)  # LW301
    writer.close()


async def scoped(host):
    async with asyncio.timeout(5):
        return await asyncio.open_connection(host, 80)


async def given(host):
    return await asyncio.wait_for(asyncio.open_connection(host, 80), 5)


async def default(url):
    async with httpx.AsyncClient() as client:
        return await client.get(url)


async def connect(url):
    return await asyncpg.connect(url)
