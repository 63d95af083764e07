import asyncio


async def save(item):
    await asyncio.sleep(1)


def later(item):
    return asyncio.create_task(save(item))


async def run(item, items, coroutine):
    await asyncio.wait({save(item), later(item)})  # LW506 high
    await asyncio.wait([save(each) for each in items])  # LW506
    await asyncio.shield(save(item))  # LW506 low
    await asyncio.wait([later(item)])
    await asyncio.wait([coroutine])
    await asyncio.shield(later(item))
    for done in asyncio.as_completed([save(item)]):
        await done
