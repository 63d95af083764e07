"""trio: nurseries, cancel scopes, channels."""
import subprocess
import time

import bcrypt
import requests
import trio


async def ask(host):
    stream = await trio.open_tcp_stream(host, 80)
    async with stream:
        await stream.send_all(b"hello")
        return await stream.receive_some()


async def work_all(hosts: list[str]):
    async with trio.open_nursery() as nursery:
        for host in hosts:
            nursery.start_soon(ask, host)


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


async def poll(state):
    while not state.done:
        await trio.sleep(0.1)


async def late(host):
    with trio.fail_at(5):
        await ask(host)


# conventions: all of this is right


async def bounded(hosts):
    limiter = trio.CapacityLimiter(5)

    async def one(host):
        async with limiter:
            with trio.fail_after(10):
                await ask(host)

    async with trio.open_nursery() as nursery:
        for host in hosts:
            nursery.start_soon(one, host)


async def moved(word, stored):
    return await trio.to_thread.run_sync(bcrypt.checkpw, word, stored)


async def channelled():
    send, receive = trio.open_memory_channel(10)
    async with send, receive:
        await send.send(1)
        return await receive.receive()


async def served():
    async with trio.open_nursery() as nursery:
        await nursery.start(trio.serve_tcp, echo, 9000)


async def echo(stream):
    async for data in stream:
        await stream.send_all(data)


if __name__ == "__main__":
    trio.run(bounded, ["a", "b"])
