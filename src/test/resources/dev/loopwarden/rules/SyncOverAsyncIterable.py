from contextlib import asynccontextmanager


async def rows():
    yield 1


class Store:
    async def scan(self):
        yield 1


@asynccontextmanager
async def opened():
    yield 1


async def use(store: Store):
    for row in rows():  # LW1005
        print(row)
    print(list(rows()))  # LW1005
    print([row for row in store.scan()])  # LW1005
    print(await rows())  # LW1005
    async for row in rows():
        print(row)
    print([row async for row in store.scan()])
    async with opened() as value:
        print(value)
    return rows()
