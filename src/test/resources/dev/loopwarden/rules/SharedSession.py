import asyncio
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker


class User:
    pass


async def load(session: AsyncSession, number):
    return await session.get(User, number)


async def both(session: AsyncSession):
    return await asyncio.gather(load(session, 1), load(session, 2))  # LW603


async def each(session: AsyncSession, numbers):
    return await asyncio.gather(*[load(session, number) for number in numbers])  # LW603


async def spawned(session: AsyncSession, numbers):
    async with asyncio.TaskGroup() as group:
        for number in numbers:
            group.create_task(load(session, number))  # LW603


async def once(session: AsyncSession, other):
    return await asyncio.gather(load(session, 1), other())


async def through_the_engine(engine: AsyncEngine, run):
    return await asyncio.gather(run(engine, 1), run(engine, 2))


async def one_each(numbers, engine):
    sessions = async_sessionmaker(engine)

    async def one(number):
        async with sessions() as session:
            return await load(session, number)

    return await asyncio.gather(*[one(number) for number in numbers])


async def in_turn(session: AsyncSession, numbers):
    return [await load(session, number) for number in numbers]
