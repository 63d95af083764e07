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


async def short_commands(path, pid):
    subprocess.run(["rm", path])  # LW106 medium
    subprocess.check_output(["git", "rev-parse", "HEAD"])  # LW106 medium
    subprocess.run(["ffmpeg", "-version"])  # LW106 medium
    command = ("taskkill", "/F", "/PID", pid)
    subprocess.Popen(command).wait()  # LW106 medium
    subprocess.run(f"chmod 600 {path}", shell=True)  # LW106 medium


async def commands_that_may_last(path):
    subprocess.run(["git", "clone", path])  # LW106 high
    subprocess.run("rm -f a && make", shell=True)  # LW106 high
    subprocess.run([path, "--fast"])  # LW106 high


async def killed():
    process = subprocess.Popen(["long-task", "--all"])
    await asyncio.sleep(1)
    process.kill()
    process.wait()  # LW106 medium


async def ended():
    process = subprocess.Popen(["long-task", "--all"])
    process.wait()  # LW106 high
