import asyncio
from contextlib import asynccontextmanager

import anyio


async def grouped(fetch, pages):
    async with asyncio.TaskGroup() as group:
        for page in pages:
            yield group.create_task(fetch(page))  # LW407


async def limited(fetch, pages):
    with anyio.move_on_after(5):
        for page in pages:
            yield await fetch(page)  # LW407


@asynccontextmanager
async def running(job):
    async with asyncio.TaskGroup() as group:
        group.create_task(job())
        yield group


async def outside(fetch, pages):
    for page in pages:
        async with asyncio.timeout(5):
            row = await fetch(page)
        yield row


async def of_a_lock(lock, pages):
    async with lock:
        for page in pages:
            yield page
