import aiohttp
import aiokafka
import asyncpg
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


async def query(dsn):
    connection = await asyncpg.connect(dsn)  # LW801 high
    return await connection.fetch("select 1")


async def query_on_some_paths(dsn):
    connection = await asyncpg.connect(dsn)  # LW801 medium
    rows = await connection.fetch("select 1")
    await connection.close()
    return rows


async def query_and_close(dsn):
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetch("select 1")
    finally:
        await connection.close()


async def opens(dsn):
    return await asyncpg.connect(dsn)


async def queries(dsn, register):
    connection = await asyncpg.connect(dsn)
    register(connection)


async def ends_at_once(dsn):
    connection = await asyncpg.connect(dsn)
    connection.terminate()


async def consumes(handle):
    consumer = aiokafka.AIOKafkaConsumer("topic")  # LW801 medium
    await consumer.start()
    async for message in consumer:
        handle(message)
    await consumer.stop()


async def consumes_and_stops(handle):
    consumer = aiokafka.AIOKafkaConsumer("topic")
    await consumer.start()
    try:
        async for message in consumer:
            handle(message)
    finally:
        await consumer.stop()
