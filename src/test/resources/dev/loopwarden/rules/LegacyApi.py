import asyncio

import nest_asyncio

nest_asyncio.apply()  # LW905 medium


async def work(loop):
    await asyncio.sleep(1, loop=loop)  # LW905 high
    queue = asyncio.Queue(loop=loop)  # LW905 high
    await asyncio.wait([work(loop), work(loop)])  # LW905 high
    tasks = [asyncio.create_task(work(loop))]
    await asyncio.wait(tasks)
    return queue


@asyncio.coroutine
def old():  # LW905
    yield from asyncio.sleep(1)


async def runs(run):
    run(loop=asyncio.get_running_loop())
