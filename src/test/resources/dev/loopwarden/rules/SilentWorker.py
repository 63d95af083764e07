import asyncio
import logging

logger = logging.getLogger(__name__)


async def swallows(queue, handle):
    while True:
        try:
            await handle(await queue.get())
        except Exception:  # LW507 high
            continue


async def tidies(queue, connection):
    while True:
        await queue.get()
        try:
            await connection.close()
        except Exception:  # LW507 medium
            pass


async def of_a_stream(stream, handle):
    async for item in stream:
        try:
            await handle(item)
        except Exception:  # LW507 medium
            pass


async def logs(queue, handle):
    while True:
        try:
            await handle(await queue.get())
        except Exception:
            logger.exception("failed")


async def means_one(queue, handle):
    while True:
        try:
            await handle(await queue.get())
        except ValueError:
            pass


async def once(handle):
    try:
        await handle()
    except Exception:
        pass


async def some(handle, items):
    for item in items:
        try:
            await handle(item)
        except Exception:
            pass


async def sleeps_first(connection):
    while True:
        try:
            await asyncio.sleep(10)
            await connection.ping()
        except Exception:  # LW507 medium
            pass


async def one_attempt_among_others(service, logger):
    while True:
        try:
            if await service.is_online():
                try:
                    await service.refresh()
                except Exception:  # LW507 medium
                    pass
                await service.read()
        except Exception:
            logger.exception("poll")
