import asyncio

import anyio
import trio


async def in_asyncio(read):
    return await asyncio.wait_for(asyncio.to_thread(read), 5)  # LW307 medium


async def in_asyncio_by_scope(read, loop: asyncio.AbstractEventLoop):
    async with asyncio.timeout(5):
        return await loop.run_in_executor(None, read)  # LW307 medium


async def in_anyio(read):
    with anyio.fail_after(5):
        return await anyio.to_thread.run_sync(read)  # LW307 high


async def in_anyio_let_go(read):
    with anyio.fail_after(5):
        return await anyio.to_thread.run_sync(read, abandon_on_cancel=True)


async def in_trio(read):
    with trio.move_on_after(5):
        return await trio.to_thread.run_sync(read)  # LW307


async def in_trio_of_old(read):
    with trio.move_on_after(5):
        return await trio.to_thread.run_sync(read, cancellable=True)


async def without_a_limit(read):
    return await asyncio.to_thread(read)


async def around_something_else(read, peer):
    data = await asyncio.to_thread(read)
    async with asyncio.timeout(5):
        await peer.send(data)


async def in_a_process(read):
    with anyio.fail_after(5):
        return await anyio.to_process.run_sync(read)
