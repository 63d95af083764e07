import asyncio

NAMES = ["a", "b"]


async def all_of(fetch, urls):
    return await asyncio.gather(*[fetch(url) for url in urls])  # LW201


async def listed(fetch, urls):
    tasks = [fetch(url) for url in urls]
    return await asyncio.gather(*tasks)  # LW201


async def appended(fetch, urls):
    tasks = []
    for url in urls:
        tasks.append(fetch(url))
    await asyncio.wait(tasks)  # LW201


async def fixed(fetch):
    await asyncio.gather(fetch("a"), fetch("b"))
    await asyncio.gather(*(fetch(name) for name in NAMES))
    await asyncio.gather(*(fetch(name) for name in ("a", "b")))


async def one(fetch, semaphore, url):
    async with semaphore:
        return await fetch(url)


async def limited(fetch, semaphore, urls):
    return await asyncio.gather(*(one(fetch, semaphore, url) for url in urls))


async def close(clients):
    await asyncio.gather(*(client.close() for client in clients))


async def given(tasks):
    await asyncio.gather(*tasks)
