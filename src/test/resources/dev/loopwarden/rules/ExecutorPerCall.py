import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

POOL = ThreadPoolExecutor(4)


async def each_call(work, text):
    with ProcessPoolExecutor(2) as pool:  # LW205 medium
        return await asyncio.get_running_loop().run_in_executor(pool, work, text)


async def shared(work, text):
    return await asyncio.get_running_loop().run_in_executor(POOL, work, text)


async def serves(work, queue):
    with ThreadPoolExecutor(4) as pool:
        while True:
            await asyncio.get_running_loop().run_in_executor(pool, work, await queue.get())


def in_a_thread(work, texts):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(work, texts))
