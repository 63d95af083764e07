import asyncio

import anyio
import trio

DAY = 24 * 60 * 60


async def point_in_time(peer):
    async with asyncio.timeout_at(5):  # LW306
        return await peer.ask()


async def point_in_time_from_now(peer):
    async with asyncio.timeout_at(asyncio.get_running_loop().time() + 5):
        return await peer.ask()


async def deadline(peer):
    with anyio.CancelScope(deadline=5):  # LW306
        return await peer.ask()


async def deadline_from_now(peer):
    with anyio.CancelScope(deadline=anyio.current_time() + 5):
        return await peer.ask()


async def point_in_time_of_trio(peer):
    with trio.fail_at(10):  # LW306
        return await peer.ask()


async def for_ever():
    await asyncio.sleep(3600 * 24 * 365)  # LW306


async def long_limit(peer):
    return await asyncio.wait_for(peer.ask(), 1_000_000)  # LW306


async def an_hour(peer):
    await asyncio.sleep(60 * 60)
    return await asyncio.wait_for(peer.ask(), 30)


async def a_day():
    await asyncio.sleep(86400)


async def made_early(peer):
    limit = anyio.fail_after(5)  # LW306
    await peer.connect()
    with limit:
        return await peer.ask()


async def made_just_before(peer):
    await peer.connect()
    limit = anyio.fail_after(5)
    with limit:
        return await peer.ask()


async def named():
    await asyncio.sleep(DAY * 2)
