import asyncio

SHARED = asyncio.Semaphore(10)


async def made_for_one_call(client, url):
    limit = asyncio.Semaphore(10)  # LW204
    async with limit:
        return await client.get(url)


async def in_place(client, url):
    async with asyncio.BoundedSemaphore(3):  # LW204
        return await client.get(url)


async def around_the_start(client, urls):
    tasks = []
    for url in urls:
        async with SHARED:  # LW204
            tasks.append(asyncio.create_task(client.get(url)))
    return await asyncio.gather(*tasks)


async def shared(client, url):
    async with SHARED:
        return await client.get(url)


async def for_what_it_starts(client, urls):
    limit = asyncio.Semaphore(10)

    async def one(url):
        async with limit:
            return await client.get(url)

    return await asyncio.gather(*(one(url) for url in urls))


async def handed_on(one, urls):
    limit = asyncio.Semaphore(10)
    return await asyncio.gather(*(one(url, limit) for url in urls))


async def acquired_before_each_start(send, items):
    limit = asyncio.Semaphore(4)
    for item in items:
        await limit.acquire()
        task = asyncio.create_task(send(item))
        task.add_done_callback(lambda _: limit.release())


class Client:
    def __init__(self):
        self.limit = asyncio.Semaphore(4)

    async def fetch(self, url):
        async with self.limit:
            return await self.get(url)
