import asyncio
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

ready = threading.Event()


async def blocks(thread: threading.Thread):
    ready.wait()  # LW108
    thread.join()  # LW108


async def fine(event: asyncio.Event, parts):
    await event.wait()
    return ", ".join(parts)


def sync():
    ready.wait()


lock = threading.Lock()
jobs = queue.Queue()
pool = ThreadPoolExecutor()


async def waits():
    lock.acquire()  # LW108
    jobs.get()  # LW108
    return pool.submit(print).result()  # LW108


async def of_another_loop(loop, fine):
    return asyncio.run_coroutine_threadsafe(fine(asyncio.Event(), []), loop).result()  # LW108


async def of_another_loop_awaited(loop, fine):
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(fine(asyncio.Event(), []), loop))


async def does_not_wait():
    lock.acquire(blocking=False)
    jobs.get(False)
    jobs.put(1, block=False)
    jobs.get_nowait()
    pool.shutdown(wait=False)
    future = pool.submit(print)
    if future.done():
        return future.result()
    task = asyncio.create_task(fine(asyncio.Event(), []))
    await task
    return task.result()


async def limited(thread: threading.Thread):
    thread.join(timeout=2)  # LW108 medium
    thread.join(60)  # LW108 high
    ready.wait(2)  # LW108 high


async def close_feed():
    ready.wait(2)  # LW108 medium
    ready.wait()  # LW108 high
