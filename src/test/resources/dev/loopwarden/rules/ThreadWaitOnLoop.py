import asyncio
import threading

ready = threading.Event()


async def blocks(thread: threading.Thread):
    ready.wait()  # LW108
    thread.join()  # LW108


async def fine(event: asyncio.Event, parts):
    await event.wait()
    return ", ".join(parts)


def sync():
    ready.wait()
