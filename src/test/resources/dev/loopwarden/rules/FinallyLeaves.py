import asyncio


async def loop(stream):
    while True:
        try:
            await stream.read()
        finally:
            continue  # LW406


async def inner(stream, parts):
    try:
        await stream.read()
    finally:
        for part in parts:
            if not part:
                continue
            part.close()


def sync(stream):
    try:
        stream.read()
    finally:
        return None


async def nothing_is_on_its_way(stream):
    try:
        await stream.read()
    except asyncio.CancelledError:
        stream.cancelled = True
    except BaseException:
        stream.failed = True
    finally:
        if stream.closed:
            return
        stream.close()


async def a_handler_raises(stream):
    try:
        await stream.read()
    except BaseException:
        raise
    finally:
        return  # LW406


async def noted(events, name):
    events.append(name)


async def with_nothing_that_waits(events):
    try:
        await noted(events, "a")
    finally:
        return None
