import asyncio


async def limited(path):
    process = await asyncio.create_subprocess_exec("convert", path, stdout=asyncio.subprocess.PIPE)
    async with asyncio.timeout(30):
        out, _ = await process.communicate()  # LW807 high
    return out


async def without_limit(path):
    process = await asyncio.create_subprocess_shell("convert " + path)
    await process.wait()  # LW807 medium


async def kills(path):
    process = await asyncio.create_subprocess_exec("convert", path)
    try:
        await asyncio.wait_for(process.wait(), 30)
    except asyncio.TimeoutError:
        process.kill()
        await process.wait()


async def hands_it_on(path, watch):
    process = await asyncio.create_subprocess_exec("convert", path)
    watch(process)
    await process.wait()


async def by_its_number(path, kill_group):
    process = await asyncio.create_subprocess_exec("convert", path)
    try:
        await asyncio.wait_for(process.wait(), 30)
    finally:
        kill_group(process.pid)


async def goes_on_by_itself(path):
    process = await asyncio.create_subprocess_exec("serve", path)
    return process
