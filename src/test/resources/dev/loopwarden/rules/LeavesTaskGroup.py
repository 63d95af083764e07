import asyncio


async def returns(watch, source):
    async with asyncio.TaskGroup() as group:
        group.create_task(watch())
        if await source.ready():
            return None  # LW408 medium
        await source.run()


async def breaks(watch, sources):
    for source in sources:
        async with asyncio.TaskGroup() as group:
            group.create_task(watch())
            if await source.ready():
                break  # LW408
            await source.run()


async def its_own_loop(watch, sources):
    async with asyncio.TaskGroup() as group:
        group.create_task(watch())
        for source in sources:
            if source:
                break


async def before_the_start(watch, source):
    async with asyncio.TaskGroup() as group:
        if not source:
            return
        group.create_task(watch())


async def at_the_end(watch):
    async with asyncio.TaskGroup() as group:
        task = group.create_task(watch())
        return task
