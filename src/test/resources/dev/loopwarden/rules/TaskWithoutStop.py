import asyncio


class Feed:
    async def start(self):
        self._task = asyncio.create_task(self._run())  # LW508 medium
        self._stopped = asyncio.create_task(self._run())
        self._ends = asyncio.create_task(self._until())
        self._given = asyncio.create_task(self._run())

    async def close(self):
        self._stopped.cancel()
        if self._task is not None:
            self._task = None
        await self.connection.close()

    def tasks(self):
        return [self._given]

    async def _run(self):
        while True:
            await self.connection.ping()

    async def _until(self):
        while True:
            if await self.connection.ping():
                break


class Daemon:
    async def start(self):
        self._task = asyncio.create_task(self._run())

    async def _run(self):
        while True:
            await asyncio.sleep(1)


async def race(fast, slow):
    one = asyncio.create_task(fast())
    two = asyncio.create_task(slow())
    done, pending = await asyncio.wait([one, two], return_when=asyncio.FIRST_COMPLETED)  # LW508 high
    return done.pop().result()


async def for_a_while(jobs):
    tasks = [asyncio.create_task(job()) for job in jobs[:3]]
    await asyncio.wait(tasks, timeout=5)  # LW508 high


async def race_and_cancel(fast, slow):
    one = asyncio.create_task(fast())
    two = asyncio.create_task(slow())
    done, pending = await asyncio.wait([one, two], return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    return done.pop().result()


async def race_and_wait(fast, slow):
    one = asyncio.create_task(fast())
    two = asyncio.create_task(slow())
    await asyncio.wait({one, two}, return_when=asyncio.FIRST_COMPLETED)
    return await two


async def all_of(jobs):
    tasks = [asyncio.create_task(job()) for job in jobs[:3]]
    await asyncio.wait(tasks)


async def of_others(tasks):
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)


async def again_and_again(get, stopped):
    one = asyncio.create_task(get())
    while True:
        await asyncio.wait([one], timeout=1)
        if stopped():
            break


async def first_found(names, fetch):
    tasks = [asyncio.create_task(fetch(each)) for each in names]
    for each in asyncio.as_completed(tasks):  # LW508 medium
        found = await each
        if found:
            return found
    return None


async def first_of_bare_coroutines(names, fetch):
    async for each in asyncio.as_completed([fetch(each) for each in names]):  # LW508 medium
        if await each:
            break


async def first_found_and_the_rest_cancelled(names, fetch):
    tasks = [asyncio.create_task(fetch(each)) for each in names]
    try:
        for each in asyncio.as_completed(tasks):
            found = await each
            if found:
                return found
    finally:
        for task in tasks:
            task.cancel()


async def first_found_and_the_rest_awaited(names, fetch):
    tasks = [asyncio.create_task(fetch(each)) for each in names]
    for each in asyncio.as_completed(tasks):
        if await each:
            break
    await asyncio.gather(*tasks)


async def all_as_they_come(names, fetch):
    tasks = [asyncio.create_task(fetch(each)) for each in names]
    for each in asyncio.as_completed(tasks):
        for part in await each:
            if part:
                break


async def first_of_others(tasks):
    for each in asyncio.as_completed(tasks):
        if await each:
            return


async def first_in_a_group(names, fetch):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(fetch(each)) for each in names]
        for each in asyncio.as_completed(tasks):
            if await each:
                break
