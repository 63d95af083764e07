import asyncio
import os
import subprocess


async def sync_calls():
    os.system("make")  # LW106
    process = subprocess.Popen(["make"])
    process.wait()  # LW106
    return subprocess.check_output(["make"])  # LW106


async def async_calls():
    process = await asyncio.create_subprocess_exec("make", stdout=subprocess.PIPE)
    await process.wait()
    return await asyncio.to_thread(subprocess.run, ["make"])
