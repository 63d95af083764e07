import asyncio


async def work():
    pass


async def main():
    asyncio.run(work())  # LW601


async def other():
    loop = asyncio.get_running_loop()
    loop.run_until_complete(work())  # LW601


def start():
    asyncio.run(work())


def settle():
    return asyncio.run(work())


def settle_either_way():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work())
    return None


async def through_a_helper():
    settle()  # LW601
    settle_either_way()
    await asyncio.to_thread(settle)


def settle_if_asked(config):
    if config.profile is None:
        return None
    return asyncio.run(work())


async def only_with_a_profile(config):
    settle_if_asked(config)  # LW601 medium
