import asyncio

kept = set()


async def drop(job):
    asyncio.create_task(job())  # LW501
    _ = asyncio.ensure_future(job())  # LW501
    loop = asyncio.get_running_loop()
    loop.create_task(job())  # LW501


async def keep(job):
    task = asyncio.create_task(job())
    kept.add(asyncio.create_task(job()))
    await asyncio.create_task(job())
    async with asyncio.TaskGroup() as group:
        group.create_task(job())
    return task


class Board:
    def create_task(self, name):
        return name


def own(board: Board):
    board.create_task("write")
