import asyncio


class Pool:
    def __init__(self):
        self.tasks = set()
        self.clients = []

    async def aclose(self):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks)  # LW504 high

    async def refresh(self):
        await asyncio.gather(*[client.close() for client in self.clients])  # LW504

    async def stop(self):
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def leave(self, options):
        await asyncio.gather(*self.tasks, **options)

    async def close_one(self):
        await asyncio.gather(self.clients[0].close())


async def tidy(containers):
    try:
        await asyncio.gather(*(container.close() for container in containers))  # LW504 medium
    except OSError as error:
        raise RuntimeError("not tidied") from error


async def both(first, second):
    return await asyncio.gather(first(), second())  # LW504 low


async def grouped(first, second):
    async with asyncio.TaskGroup() as group:
        group.create_task(first())
        group.create_task(second())


async def shielded(tasks):
    await asyncio.shield(asyncio.gather(*tasks))  # LW504 medium


async def two(first, second):
    await asyncio.wait_for(asyncio.gather(first(), second()), 5)  # LW504 low


async def those_that_are_done(tasks, pool):
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*done)
    await pool.close()


async def close_and_forget(sessions):
    await asyncio.gather(*[session.close() for session in sessions])  # LW504 medium
    sessions.clear()


class Ended:
    def __await__(self):
        return iter(())


class Speeches:
    def ended(self) -> list[Ended]:
        return [Ended()]

    async def aclose(self, pool):
        await asyncio.gather(*self.ended())  # LW504 medium
        await pool.close()


class Closing:
    async def close_one(self, session):
        try:
            await session.close()
        except Exception as error:
            self.failed.append(error)

    async def mark(self, session):
        self.marked.append(session)

    async def close(self):
        await asyncio.gather(*[self.close_one(session) for session in self.sessions])
        await asyncio.gather(self.close_one(self.first), self.mark(self.second))
        await asyncio.gather(*[session.close() for session in self.sessions])  # LW504 high
        await self.pool.close()


async def pump(jobs, queue, work):
    producers = [asyncio.create_task(work(each)) for each in jobs]
    workers = [asyncio.create_task(work(queue)) for _ in range(3)]
    try:
        await asyncio.gather(*producers)
        await queue.join()
    finally:
        for task in producers + workers:
            task.cancel()


async def stop(server, first: asyncio.Event, second: asyncio.Event):
    await asyncio.gather(first.wait(), second.wait(), asyncio.sleep(1))
    await server.wait_closed()


async def drained(consumers, producer, server):
    await asyncio.gather(*consumers)  # LW504 medium
    if not producer.done():
        producer.cancel()
    await server.wait_closed()
