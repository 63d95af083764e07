import asyncio


async def made_on_the_spot(store, item):
    await asyncio.wait_for(asyncio.shield(store.write(item)), 5)  # LW308


async def made_in_a_scope(store, item):
    async with asyncio.timeout(5):
        await asyncio.shield(store.write(item))  # LW308


async def held(store, item):
    task = asyncio.create_task(store.write(item))
    try:
        await asyncio.wait_for(asyncio.shield(task), 5)
    finally:
        await task


async def held_by_somebody(self):
    await asyncio.wait_for(asyncio.shield(self.task), 5)


async def without_a_limit(store, item):
    await asyncio.shield(store.write(item))


async def not_shielded(store, item):
    await asyncio.wait_for(store.write(item), 5)
