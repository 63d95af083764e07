import asyncio


async def ignores(send, names):
    await asyncio.gather(*(send(name) for name in names), return_exceptions=True)  # LW505


async def reads(send, names):
    return await asyncio.gather(*(send(name) for name in names), return_exceptions=True)


async def lets_through(send, names):
    await asyncio.gather(*(send(name) for name in names))


async def stop(tasks):
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def leave(clients):
    await asyncio.gather(*(client.close() for client in clients), return_exceptions=True)


async def named_and_forgotten(send, names):
    results = await asyncio.gather(*(send(name) for name in names), return_exceptions=True)  # LW505
    print("sent")


async def says_so(send, names):
    # errors of single receivers are handled in send
    await asyncio.gather(*(send(name) for name in names), return_exceptions=True)  # LW505 medium


async def of_tasks(tasks):
    await asyncio.gather(*tasks, return_exceptions=True)  # LW505 medium


async def counts(send, names):
    results = await asyncio.gather(*(send(name) for name in names), return_exceptions=True)  # LW505 medium
    print(len(results), "sent")


async def counts_and_reads(send, names):
    results = await asyncio.gather(*(send(name) for name in names), return_exceptions=True)
    print(len(results), "asked", [each for each in results if isinstance(each, Exception)])
