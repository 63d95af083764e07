import asyncio
import time
from abc import ABC, abstractmethod

from framework import Handler, route


async def total(prices):  # LW901 medium
    result = 0
    for price in prices:
        result += price
    return result


async def handler(prices):
    return sum(prices)


async def interface():
    raise NotImplementedError


async def waits(job):
    await job()


async def stalls(path):
    time.sleep(1)
    print(path)


async def started(prices):
    print(sum(prices))


@route("/prices")
async def prices():
    result = [1]
    return result


class Store:
    def __init__(self):
        self.items = {}

    async def _forget(self):  # LW901 high
        self.items = {}

    async def forget(self, key):  # LW901 medium
        if key in self.items:
            del self.items[key]

    async def all(self):
        return self.items

    async def put(self, key):
        await self._forget()
        await self.forget(key)
        self.items[key] = await self.all()

    async def unused(self):
        self.items = {}


class Source(ABC):
    @abstractmethod
    async def close(self):
        ...


class Memory(Source):
    def __init__(self):
        self.open = True

    async def close(self):
        self.open = False


class View(Handler):
    async def render(self, items):
        items.sort()
        self.items = items


class On:
    def __init__(self):
        self.ready = asyncio.Event()

    async def startup(self):
        await self.ready.wait()

    async def shutdown(self):
        await self.ready.wait()


class Off:
    async def startup(self):
        self.ready = True

    async def shutdown(self):
        self.ready = False


async def main(register, job, memory: Memory, view: View, lifespan, off: Off):
    register(handler)
    await interface()
    await waits(job)
    await stalls("x")
    asyncio.create_task(started([1]))
    await memory.close()
    await view.render([1])
    await lifespan.startup()
    await off.startup()
    await prices()
    return await total([1, 2])
