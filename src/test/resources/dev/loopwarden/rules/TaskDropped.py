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


class Bot:
    def __init__(self, loop):
        self.loop = loop

    def start(self, job):
        self.loop.create_task(job())  # LW501

    def later(self, loop, job):
        loop.call_later(5, lambda: loop.create_task(job()))  # LW501 medium

    def watched(self, job, log):
        asyncio.create_task(job()).add_done_callback(log)  # LW501 medium


async def started_at_once(first, second):
    asyncio.gather(first(), second())  # LW501
    await asyncio.gather(first(), second())
    asyncio.shield(first())  # LW501
    await asyncio.shield(asyncio.create_task(first()))


async def conditional(job, wanted):
    task = asyncio.create_task(job()) if wanted else None
    if task:
        await task


async def handed(job, register, tasks):
    register(asyncio.create_task(job()))
    tasks["job"] = asyncio.create_task(job())
    return [asyncio.create_task(job())]


async def only_sleeps():
    while True:
        await asyncio.sleep(60)


async def in_one_go():
    print("started")


async def naps(count):
    for _ in range(count):
        await nap()


async def nap():
    await asyncio.to_thread(print, "nap")


async def reads(stream):
    await asyncio.sleep(1)
    await stream.read()


async def held_by_the_loop(stream):
    asyncio.create_task(only_sleeps())  # LW501 medium
    asyncio.create_task(in_one_go())  # LW501 medium
    asyncio.create_task(naps(3))  # LW501 medium
    asyncio.create_task(reads(stream))  # LW501 high


class Metrics:
    async def upload(self, stream):
        await stream.write(b"1")


async def may_be_lost(metrics: Metrics, stream):
    asyncio.create_task(metrics.upload(stream))  # LW501 medium
    asyncio.create_task(prewarm_connections(stream))  # LW501 medium


async def prewarm_connections(stream):
    await stream.read()


class Rows:
    async def send(self, row):  # nobody misses one of them
        try:
            await self.client.post("/rows", row)
        except Exception as error:
            print("not sent", error)

    async def export(self, row):
        try:
            await self.client.post("/rows", row)
        except Exception as error:
            self.failed[row] = error

    async def note(self, row):
        self.rows.append(row)

    async def noted(self, row):
        await self.note(row)

    def count(self, row):
        asyncio.create_task(self.send(row))  # LW501 medium
        asyncio.create_task(self.export(row))  # LW501 high
        asyncio.create_task(self.noted(row))  # LW501 medium


async def waits_under_a_limit(event):
    await asyncio.wait_for(event.wait(), 5)


async def reports(client, event):
    asyncio.create_task(client.report_invalid("a"))  # LW501 medium
    asyncio.create_task(waits_under_a_limit(event))  # LW501 medium
    asyncio.create_task(client.reported("a"))  # LW501 high


class Connection:
    def __del__(self):
        asyncio.get_running_loop().create_task(self.close())  # LW501 medium

    async def close(self):
        await self.writer.drain()


class Refreshes:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.wanted = asyncio.Queue()

    async def want(self, path):
        async with self.lock:
            if path not in self.paths:
                self.paths.add(path)
                await self.wanted.put(path)

    async def fetch(self, path):
        async with self.lock:
            await self.client.get(path)

    async def passing(self, path):
        lock = asyncio.Lock()
        async with lock:
            await self.wanted.put(path)

    def ask(self, path):
        asyncio.create_task(self.want(path))  # LW501 medium
        asyncio.create_task(self.fetch(path))  # LW501 high
        asyncio.create_task(self.passing(path))  # LW501 high


class Message:
    async def delete(self, delay):
        async def later():
            await asyncio.sleep(delay)
            try:
                await self.client.delete(self.id)
            except ConnectionError:
                pass

        async def at_once():
            await asyncio.sleep(delay)
            await self.client.delete(self.id)

        asyncio.create_task(later())  # LW501 medium
        asyncio.create_task(at_once())  # LW501 high
