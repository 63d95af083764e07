import asyncio

import anyio
import trio


async def sync_work(read):
    async with asyncio.timeout(5):  # LW304
        return read()


async def sync_work_in_anyio(read):
    with anyio.move_on_after(5):  # LW304
        read()


async def sync_work_in_trio(read):
    with trio.fail_after(5):  # LW304
        read()


async def nested_function(read):
    async with asyncio.timeout(5):  # LW304

        async def later():
            await read()

        return later


async def awaits(read):
    async with asyncio.timeout(5):
        return await read()


async def iterates(rows):
    async with asyncio.timeout(5):
        async for row in rows:
            print(row)


async def comprehends(rows):
    async with asyncio.timeout(5):
        return [row async for row in rows]


async def enters(lock):
    with anyio.fail_after(5):
        async with lock:
            pass


async def enters_in_the_same_with(session, url):
    async with asyncio.timeout(5), session.get(url) as response:
        return response.status


async def gives():
    async with asyncio.timeout(5):
        yield 1


async def scope_without_a_limit(group, job):
    with anyio.CancelScope():
        group.start_soon(job)


async def of_another(browser, read):
    with browser.timeout(5):
        read()
