import asyncio

tasks = set()


async def forgets(job):
    task = asyncio.create_task(job())  # LW502


async def awaits(job):
    task = asyncio.create_task(job())
    await task


async def keeps(job):
    task = asyncio.create_task(job())
    tasks.add(task)


def nested(job):
    task = asyncio.ensure_future(job())

    def stop():
        task.cancel()

    return stop


async def stays(job, done):
    task = asyncio.create_task(job())
    await done.wait()
