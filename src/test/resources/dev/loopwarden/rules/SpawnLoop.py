import asyncio

PEERS = ("a", "b")


async def all_of(send, items):
    tasks = []
    for item in items:
        tasks.append(asyncio.create_task(send(item)))  # LW202
    return tasks


async def counted(send, count):
    for number in range(count):
        asyncio.create_task(send(number))


async def constant(send):
    for peer in PEERS:
        asyncio.create_task(send(peer))


async def limited(send, items):
    semaphore = asyncio.Semaphore(4)
    for item in items:
        await semaphore.acquire()
        asyncio.create_task(send(item))


async def close_all(clients):
    for client in clients:
        asyncio.create_task(client.close())


async def grouped(send, rows):
    async with asyncio.TaskGroup() as group:
        for row in rows:
            group.create_task(send(row))  # LW202 medium


async def told_at_the_gather(send, items):
    tasks = [asyncio.create_task(send(item)) for item in items]
    await asyncio.gather(*tasks)


async def from_a_stream(send, stream):
    kept = set()
    async for item in stream:
        task = asyncio.create_task(send(item))  # LW202 medium
        kept.add(task)
        task.add_done_callback(kept.discard)


async def from_a_queue(send, queue, kept):
    while True:
        item = await queue.get()
        kept.add(asyncio.create_task(send(item)))  # LW202 medium


async def paced(send, stream, semaphore, kept):
    async for item in stream:
        await semaphore.acquire()
        kept.add(asyncio.create_task(send(item)))


async def one_worker(run, stream):
    while True:
        task = asyncio.create_task(run())
        await task
