import asyncio

import anyio


class Broken(Exception):
    pass


async def never(fetch):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch())
    except (Broken, KeyError):  # LW510 high
        return None


async def of_anyio(fetch):
    try:
        async with anyio.create_task_group() as group:
            group.start_soon(fetch)
    except Broken:  # LW510 medium
        return None


async def groups(fetch):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch())
    except ExceptionGroup as errors:
        raise errors.exceptions[0]  # LW510 medium


async def starred(fetch):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch())
    except* Broken:
        pass


async def more_in_it(fetch):
    try:
        await fetch()
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch())
    except Broken:
        return None


async def cancelled(fetch):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fetch())
    except asyncio.CancelledError:
        raise
