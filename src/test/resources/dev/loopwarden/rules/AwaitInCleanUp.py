import asyncio

done = asyncio.Event()
queue = asyncio.Queue()


async def at_the_end(handle):
    try:
        await handle()
    finally:
        await queue.join()  # LW404 medium


async def told_of_a_cancel(handle):
    try:
        await handle()
    except asyncio.CancelledError:
        await done.wait()  # LW404
        raise


async def limited(handle):
    try:
        await handle()
    finally:
        await asyncio.wait_for(queue.join(), 5)
        async with asyncio.timeout(5):
            await done.wait()


async def closes(handle, connection):
    try:
        await handle()
    finally:
        await connection.close()


async def nothing_waits_before(handle):
    try:
        handle()
    finally:
        await queue.join()


async def told_of_an_error(handle):
    try:
        await handle()
    except ValueError:
        await done.wait()
