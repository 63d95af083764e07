import httpx
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine


async def ask(client: httpx.AsyncClient):
    return await client.get("/price")


async def direct(engine, client: httpx.AsyncClient):
    async with AsyncSession(engine) as session:  # LW605 high
        price = await client.get("/price")
        session.add(price)
        await session.commit()


async def through_a_helper(engine, client: httpx.AsyncClient):
    async with AsyncSession(engine) as session:  # LW605 medium
        session.add(await ask(client))
        await session.commit()


async def before(engine, client: httpx.AsyncClient):
    price = await ask(client)
    async with AsyncSession(engine) as session:
        session.add(price)
        await session.commit()


async def the_client_itself(client: httpx.AsyncClient):
    async with client as opened:
        return await opened.get("/price")
