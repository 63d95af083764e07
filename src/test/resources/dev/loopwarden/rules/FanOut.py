import asyncio

NAMES = ["a", "b"]


async def all_of(fetch, urls):
    return await asyncio.gather(*[fetch(url) for url in urls])  # LW201


async def listed(fetch, urls):
    tasks = [fetch(url) for url in urls]
    return await asyncio.gather(*tasks)  # LW201


async def appended(fetch, urls):
    tasks = []
    for url in urls:
        tasks.append(fetch(url))
    await asyncio.wait(tasks)  # LW201


async def fixed(fetch):
    await asyncio.gather(fetch("a"), fetch("b"))
    await asyncio.gather(*(fetch(name) for name in NAMES))
    await asyncio.gather(*(fetch(name) for name in ("a", "b")))


async def one(fetch, semaphore, url):
    async with semaphore:
        return await fetch(url)


async def limited(fetch, semaphore, urls):
    return await asyncio.gather(*(one(fetch, semaphore, url) for url in urls))


async def close(clients):
    await asyncio.gather(*(client.close() for client in clients))


async def given(tasks):
    await asyncio.gather(*tasks)


class Api:
    def __init__(self):
        self._semaphore = asyncio.Semaphore(5)
        self.peers = []

    @property
    def parts(self):
        return [self.one, self.two]

    async def one(self, url):
        return await self._request(url)

    async def two(self, url):
        return url

    async def _request(self, url):
        async with self._semaphore:
            return await self.two(url)

    async def deep(self, urls):
        return await asyncio.gather(*(self.one(url) for url in urls))

    async def of_a_property(self, url):
        await asyncio.gather(*(part(url) for part in self.parts))

    async def known_to_be_few(self, handlers):
        await asyncio.gather(*(handler() for handler in handlers))  # LW201 low


async def held_around_all_of_it(fetch, lock, urls):
    async with lock:
        return await asyncio.gather(*(fetch(url) for url in urls))  # LW201


async def generate(fetch, generated, urls):
    async with generated.generator() as stream:
        await stream.start()
    return await asyncio.gather(*map(fetch, urls))  # LW201 medium


async def in_batches(fetch, urls):
    for batch in batched(urls, 10):
        await asyncio.gather(*(fetch(url) for url in batch))


async def all_batches(fetch, batches):
    await asyncio.gather(*(fetch(batch) for batch in batches))  # LW201


async def by_position(fetch, urls):
    await asyncio.gather(*(fetch(urls[i]) for i in range(len(urls))))  # LW201 medium
    await asyncio.gather(*(fetch(i) for i in range(5)))


async def by_slices(fetch, urls):
    for start in range(0, len(urls), 10):
        await asyncio.gather(*(fetch(url) for url in urls[start:start + 10]))


async def the_rest(fetch, urls):
    await asyncio.gather(*(fetch(url) for url in urls[1:]))  # LW201


async def by_name(fetch, urls):
    found = {url: asyncio.create_task(fetch(url)) for url in urls}
    await asyncio.gather(*found.values())  # LW201


async def in_threads(parse, pages):
    await asyncio.gather(*(asyncio.to_thread(parse, page) for page in pages))


async def two_lists(fetch, first):
    await asyncio.gather(fetch("a"), *(fetch(url) for url in first))  # LW201


async def as_they_come(fetch, urls):
    for done in asyncio.as_completed([fetch(url) for url in urls]):  # LW201
        await done


async def in_a_window(fetch, urls):
    pending = set()
    for url in urls:
        if len(pending) >= 10:
            _, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        pending.add(asyncio.create_task(fetch(url)))
    await asyncio.wait(pending)


def batched(items, count):
    return [items[:count]]


async def of_one_message(fetch, files):
    return await asyncio.gather(*(fetch(file) for file in files))  # LW201 medium


async def of_an_answer(fetch, store):
    jobs = await store.jobs()
    return await asyncio.gather(*(fetch(job) for job in jobs))  # LW201 high


async def owners():
    return ["one", "two"]


async def of_an_answer_of_its_own(fetch):
    known = await owners()
    return await asyncio.gather(*(fetch(each) for each in known))  # LW201 medium


class Nodes:
    def __init__(self, urls):
        self.urls = urls

    async def start(self, fetch, pages):
        found = await pages()
        await asyncio.gather(*[fetch(each) for each in found])  # LW201 medium

    async def ask(self, fetch):
        await asyncio.gather(*[fetch(each) for each in self.urls])  # LW201 medium

    async def ask_all(self, fetch, pages):
        found = await pages()
        await asyncio.gather(*[fetch(each) for each in found])  # LW201 high


async def checked(session, urls):
    assert len(urls) <= 100
    return await asyncio.gather(*(session.get(url) for url in urls))


async def refused(session, urls):
    if len(urls) > MOST:
        raise ValueError("too many")
    return await asyncio.gather(*(session.get(url) for url in urls))


async def asked_if_any(session, urls):
    if len(urls) == 0:
        return []
    return await asyncio.gather(*(session.get(url) for url in urls))  # LW201


async def cut(session, query):
    rows = (await session.execute(query.limit(20))).all()
    return await asyncio.gather(*(session.refresh(row) for row in rows))


async def in_one_go(counted, names):
    counted[names] = 1


async def counts(urls):
    counted = {}
    await asyncio.gather(*(in_one_go(counted, url) for url in urls))
    return counted


async def by_ids(session, ids):
    return await asyncio.gather(*(session.get(each) for each in ids))  # LW201 medium


async def use_tools(session, answer):
    reply = await session.get(answer)
    return await asyncio.gather(*[session.get(each) for each in reply.message.tool_calls])  # LW201 medium


async def claimed(session, size):
    few = await session.claim(limit=20)
    rows = await session.claim(limit=size)
    many = await session.claim(limit=5000)
    await asyncio.gather(*[session.get(each) for each in few])
    await asyncio.gather(*[session.get(each) for each in rows])  # LW201 medium
    await asyncio.gather(*[session.get(each) for each in many])  # LW201 high
