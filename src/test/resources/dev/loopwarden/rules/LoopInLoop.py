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
