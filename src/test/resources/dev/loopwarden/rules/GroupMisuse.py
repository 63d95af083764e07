import asyncio

import anyio


async def closed_too_soon(send, connect):
    async with anyio.create_task_group() as group:
        async with connect() as connection:
            group.start_soon(send, connection)  # LW509 high


async def waits_inside(send, connect, done):
    async with asyncio.TaskGroup() as group:
        async with connect() as connection:
            group.create_task(send(connection))
            await done.wait()


async def opened_outside(send, connect):
    async with connect() as connection, asyncio.TaskGroup() as group:
        group.create_task(send(connection))
        group.create_task(send(connection))


async def something_else(send, lock):
    async with asyncio.TaskGroup() as group:
        async with lock:
            group.create_task(send())


async def alone(send):
    async with asyncio.TaskGroup() as group:  # LW509 low
        group.create_task(send())
