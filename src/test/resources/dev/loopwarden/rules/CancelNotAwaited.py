import asyncio


class Feed:
    async def start(self):
        self._task = asyncio.create_task(self._run())
        self._waited = asyncio.create_task(self._run())
        self._other = asyncio.create_task(self._run())

    async def close(self):
        self._task.cancel()  # LW405 high
        await self.connection.close()

    async def stop(self):
        self._waited.cancel()
        await asyncio.wait([self._waited])

    async def restart(self):
        self._other.cancel()  # LW405 medium
        self._other = None

    def stop_now(self):
        self._task.cancel()

    async def _run(self):
        try:
            await self.connection.read()
        finally:
            await self.connection.flush()


class Timer:
    """Its task has nothing to do at its end."""

    def start(self):
        self._ticking = asyncio.create_task(self._tick())

    async def close(self):
        self._ticking.cancel()  # LW405 medium
        await self.connection.close()

    async def _tick(self):
        while True:
            await asyncio.sleep(1)


class Deep:
    """What it waits for opens something."""

    def start(self):
        self._task = asyncio.create_task(self._run())

    async def close(self):
        self._task.cancel()  # LW405 high
        await self.connection.close()

    async def _run(self):
        while True:
            await self._once()

    async def _once(self):
        async with self.connection.channel() as channel:
            await channel.read()


async def local(job):
    task = asyncio.create_task(job())
    try:
        await job()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def listed(job, wait_for_all):
    task = asyncio.create_task(job())
    task.cancel()
    await wait_for_all(task)


async def no_task(timer):
    timer.cancel()


class Scheduler:
    def start(self):
        self._job = asyncio.create_task(self.run())

    async def shutdown(self):
        running = []
        running.append(self._job)
        self._job.cancel()
        await asyncio.wait(running)
        await self.store.close()

    async def run(self):
        await self.store.read()


async def everything_else():
    pending = [each for each in asyncio.all_tasks() if each is not asyncio.current_task()]
    [each.cancel() for each in pending]
    await asyncio.gather(*pending, return_exceptions=True)


async def the_slower_one(one, other):
    done, pending = await asyncio.wait([one, other], return_when=asyncio.FIRST_COMPLETED)
    for each in pending:
        each.cancel()  # LW405
    return done


async def the_slower_one_awaited(one, other):
    done, pending = await asyncio.wait([one, other], return_when=asyncio.FIRST_COMPLETED)
    for each in pending:
        each.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return done
