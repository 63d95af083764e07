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
