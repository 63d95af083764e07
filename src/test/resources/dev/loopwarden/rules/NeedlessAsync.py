async def total(prices):  # LW901
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


class Base:
    async def method(self):
        return 1


async def main(register, job):
    register(handler)
    await interface()
    await waits(job)
    return await total([1, 2])
