import asyncio


async def load():
    return 1


async def twice():
    loading = load()
    one = await loading
    two = await loading  # LW1012
    return one + two


async def in_a_loop(items):
    loading = load()
    for item in items:
        print(item, await loading)  # LW1012


async def in_branches(fast):
    loading = load()
    if fast:
        return await loading
    else:
        return 2 * await loading


async def a_task():
    loading = asyncio.create_task(load())
    return await loading + await loading


async def made_anew(items):
    for item in items:
        loading = load()
        print(item, await loading)


async def assigned_again():
    loading = load()
    one = await loading
    loading = load()
    return one + await loading


async def first_that_fits(items):
    loading = load()
    for item in items:
        if item:
            print(await loading)
            break
