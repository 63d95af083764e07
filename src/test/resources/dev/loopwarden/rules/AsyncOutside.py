async def rows():
    yield 1


def load(client):
    return await client.get("/")  # LW1004


def each(client):
    async for row in client:  # LW1004
        print(row)


def opened(client):
    async with client:  # LW1004
        pass


async def passed_on():
    yield from rows()  # LW1004


def later(things):
    return (await thing for thing in things)


def outer():
    async def inner(client):
        return await client.get("/")

    return inner
