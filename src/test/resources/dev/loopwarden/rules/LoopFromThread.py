import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor()


async def work():
    await asyncio.sleep(1)


class Reader:
    def __init__(self, loop: asyncio.AbstractEventLoop):
        self.loop = loop
        self.queue: asyncio.Queue = asyncio.Queue()
        self.done = loop.create_future()

    def _unsafe(self):
        self._push(1)

    def _push(self, item):
        self.queue.put_nowait(item)

    def _safe(self):
        self.loop.call_soon_threadsafe(self.queue.put_nowait, 1)
        asyncio.run_coroutine_threadsafe(work(), self.loop)

    def _own(self):
        asyncio.run(work())

    def _asks(self):
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return
        asyncio.create_task(work())

    async def start(self):
        threading.Thread(target=self._unsafe).start()  # LW1009
        threading.Thread(target=self._safe).start()
        threading.Thread(target=self._own).start()
        threading.Thread(target=self._asks).start()
        pool.submit(self.queue.put_nowait, 1)  # LW1009
        pool.submit(print, 1)
        self._push(1)

    async def again(self):
        await asyncio.to_thread(self._unsafe)  # LW1009
