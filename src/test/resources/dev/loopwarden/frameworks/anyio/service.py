"""anyio: task groups, cancel scopes, limiters."""
import subprocess
import time

import anyio
import bcrypt
import requests


async def ask(host):
    stream = await anyio.connect_tcp(host, 80)
    async with stream:
        await stream.send(b"hello")
        return await stream.receive()


async def work_all(hosts: list[str]):
    async with anyio.create_task_group() as group:
        for host in hosts:
            group.start_soon(ask, host)


async def wait():
    time.sleep(1)


async def fetch(url):
    return requests.get(url, timeout=5).text


async def convert(name):
    subprocess.run(["convert", name])


async def check(word, stored):
    return bcrypt.checkpw(word, stored)


async def swallow(host):
    while True:
        try:
            await ask(host)
        except BaseException:
            print("failed")


async def read(name):
    with open(name) as file:
        return file.read()


# conventions: all of this is right


async def bounded(hosts):
    limiter = anyio.CapacityLimiter(5)

    async def one(host):
        async with limiter:
            with anyio.fail_after(10):
                await ask(host)

    async with anyio.create_task_group() as group:
        for host in hosts:
            group.start_soon(one, host)


async def moved(word, stored):
    return await anyio.to_thread.run_sync(bcrypt.checkpw, word, stored)


async def with_clean_up(host):
    try:
        with anyio.fail_after(10):
            await ask(host)
    except anyio.get_cancelled_exc_class():
        print("stopped")
        raise


async def piped():
    send, receive = anyio.create_memory_object_stream(10)
    async with send, receive:
        await send.send(1)
        return await receive.receive()


if __name__ == "__main__":
    anyio.run(bounded, ["a", "b"])
