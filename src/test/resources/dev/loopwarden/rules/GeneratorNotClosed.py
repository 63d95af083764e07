from contextlib import aclosing


async def rows(pool):
    async with pool.acquire() as connection:
        async for row in connection.cursor():
            yield row


async def cleans(pool):
    try:
        yield 1
    finally:
        await pool.release()


async def plain(pool):
    for number in pool:
        yield number


async def first(pool):
    async for row in rows(pool):  # LW804 medium
        if row:
            break


async def found(pool):
    async for row in cleans(pool):  # LW804
        return row


async def closed(pool):
    async with aclosing(rows(pool)) as every:
        async for row in every:
            return row


async def to_its_end(pool):
    async for row in rows(pool):
        for part in row:
            if part:
                break


async def holds_nothing(pool):
    async for number in plain(pool):
        return number
