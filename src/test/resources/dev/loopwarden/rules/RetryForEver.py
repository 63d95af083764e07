import asyncio

import tenacity
from tenacity import AsyncRetrying, retry, stop_after_attempt, wait_exponential

POLICY = {"stop": stop_after_attempt(3)}


async def at_once(client, url, log):
    while True:
        try:
            answer = await client.get(url)
            break
        except Exception as error:  # LW207 high
            log(error)
    return answer


async def with_a_fixed_pause(client, url):
    while True:
        try:
            return await client.get(url)
        except ConnectionError:  # LW207 medium
            await asyncio.sleep(1)


async def with_a_growing_pause(client, url):
    pause = 1
    while True:
        try:
            return await client.get(url)
        except ConnectionError:
            await asyncio.sleep(pause)
            pause = min(pause * 2, 60)


async def counted(client, url):
    attempts = 0
    while True:
        try:
            return await client.get(url)
        except ConnectionError:
            attempts += 1
            if attempts > 5:
                raise


async def worker(queue, handle, log):
    while True:
        try:
            await handle(await queue.get())
        except Exception as error:
            log(error)


async def gives_up(client, url):
    while True:
        try:
            return await client.get(url)
        except ConnectionError:
            return None


async def waits_for_a_change(client, url, changed):
    while True:
        try:
            return await client.get(url)
        except ConnectionError:  # LW207 medium
            await changed.wait()


class Records:
    async def __anext__(self):
        while True:
            try:
                return await self.one()
            except OSError:  # LW207 medium
                continue


@tenacity.retry  # LW207 high
async def bare(client, url):
    return await client.get(url)


@retry()  # LW207 high
async def called(client, url):
    return await client.get(url)


@retry(wait=wait_exponential(max=30), reraise=True)  # LW207 medium
async def with_a_pause_only(client, url):
    return await client.get(url)


@retry(stop=stop_after_attempt(3))
async def with_an_end(client, url):
    return await client.get(url)


@retry(**POLICY)
async def with_a_policy(client, url):
    return await client.get(url)


async def by_hand(client, url):
    async for attempt in AsyncRetrying():  # LW207 high
        with attempt:
            return await client.get(url)
