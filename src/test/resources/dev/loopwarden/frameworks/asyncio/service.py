"""Plain asyncio: streams, queues, task groups."""
import asyncio
import queue
import threading
import time

import bcrypt

lock = threading.Lock()
tasks = set()


async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
    line = await reader.readline()
    time.sleep(0.2)
    writer.write(line)
    await writer.drain()
    writer.close()


async def ask(host):
    reader, writer = await asyncio.open_connection(host, 80)
    writer.write(b"hello\n")
    answer = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return answer


async def work_all(items: list[str]):
    async with asyncio.TaskGroup() as group:
        for item in items:
            group.create_task(ask(item))


async def guarded(item):
    with lock:
        await ask(item)


async def worker(source: queue.Queue):
    while True:
        item = source.get()
        try:
            await ask(item)
        except BaseException:
            print("failed")


async def check(word, stored):
    asyncio.create_task(ask("audit"))
    return bcrypt.checkpw(word, stored)


# conventions: all of this is right


async def bounded(items):
    limit = asyncio.Semaphore(5)

    async def one(item):
        async with limit, asyncio.timeout(10):
            return await ask(item)

    async with asyncio.TaskGroup() as group:
        for item in items:
            group.create_task(one(item))


async def consume(inbox: asyncio.Queue):
    while True:
        item = await inbox.get()
        try:
            async with asyncio.timeout(10):
                await ask(item)
        except OSError as failed:
            print("failed", failed)
        finally:
            inbox.task_done()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 9000)
    inbox = asyncio.Queue(maxsize=100)
    consumers = [asyncio.create_task(consume(inbox)) for _ in range(4)]
    try:
        async with server:
            await server.serve_forever()
    finally:
        for each in consumers:
            each.cancel()
        await asyncio.gather(*consumers, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main())
