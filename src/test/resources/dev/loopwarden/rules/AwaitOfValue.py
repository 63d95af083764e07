import asyncio
import time
from abc import abstractmethod


def price(item):
    return 3


def log(text):
    print(text)


def start(work) -> asyncio.Task:
    return asyncio.create_task(work)


def handed_on(work):
    return work()


async def fetch():
    await asyncio.sleep(1)


def indirect():
    return fetch()


class Base:
    def load(self):
        return 1

    @abstractmethod
    def save(self):
        ...


class Below(Base):
    async def load(self):
        await asyncio.sleep(0)
        return 2


class Plain:
    def size(self):
        return 1


def annotated() -> int:
    return handed_on(fetch)


async def total(item, base: Base, plain: Plain, work):
    await price(item)  # LW1003
    await log("x")  # LW1003
    await time.sleep(1)  # LW1003
    await plain.size()  # LW1003
    await start(fetch())
    await handed_on(fetch)
    await indirect()
    await base.load()
    await base.save()
    await annotated()
    await work()
