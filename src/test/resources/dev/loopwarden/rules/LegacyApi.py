import asyncio

import nest_asyncio

nest_asyncio.apply()  # LW905 medium


async def work(loop):
    await asyncio.sleep(1, loop=loop)  # LW905 high
    queue = asyncio.Queue(loop=loop)  # LW905 high
    await asyncio.wait([work(loop), work(loop)])  # LW905 high
    tasks = [asyncio.create_task(work(loop))]
    await asyncio.wait(tasks)
    return queue


@asyncio.coroutine
def old():  # LW905
    yield from asyncio.sleep(1)


async def runs(run):
    run(loop=asyncio.get_running_loop())


main_loop = asyncio.get_event_loop()  # LW905 medium


def in_a_thread():
    loop = asyncio.get_event_loop()  # LW905 high
    return loop


async def asks():
    await asyncio.to_thread(in_a_thread)
    return asyncio.get_event_loop()  # LW905 low


# near misses


def caught_in_a_thread():
    try:
        return asyncio.get_event_loop()
    except RuntimeError:
        return None


def own_in_a_thread():
    asyncio.set_event_loop(asyncio.new_event_loop())
    return asyncio.get_event_loop()


def on_the_loop():
    return asyncio.get_event_loop()


def nobody_knows():
    return asyncio.get_event_loop()


async def others():
    await asyncio.to_thread(caught_in_a_thread)
    await asyncio.to_thread(own_in_a_thread)
    return on_the_loop(), asyncio.get_running_loop()
