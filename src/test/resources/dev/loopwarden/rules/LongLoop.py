import asyncio


async def counted():
    total = 0
    for number in range(1_000_000):  # LW702 high
        total += number
    return total


async def deep(rows):
    total = 0
    for row in rows:  # LW702 medium
        for cell in row:
            for part in cell:
                total += part
    return total


async def endless(box):
    while True:  # LW702 high
        box += 1


async def gives_way(rows):
    for row in range(1_000_000):
        await asyncio.sleep(0)
        print(row, rows)


async def short(rows):
    for row in range(100):
        print(row)
    for row in rows:
        for cell in row:
            print(cell)


async def leaves(rows):
    while True:
        if rows.pop():
            break
    for number in range(10_000_000):
        if number in rows:
            return number


def plain():
    for number in range(1_000_000):
        print(number)
