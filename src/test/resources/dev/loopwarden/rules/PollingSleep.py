import asyncio


class Job:
    async def wait(self):
        while not self.ready:  # LW902
            await asyncio.sleep(0.1)

    async def work(self, step):
        while not self.ready:
            step()
            await asyncio.sleep(0.1)

    async def forever(self):
        while True:
            await asyncio.sleep(3600)

    async def flush(self, write):
        while True:
            await asyncio.sleep(0)  # LW902
            if not self.items:
                continue
            write(self.items)

    async def settle(self, launch):
        while not launch.is_set():  # LW902 medium
            launch.set()
            await asyncio.sleep(2)

    async def beat(self, stopped, send):
        while not stopped.is_set():
            send()
            await asyncio.sleep(2)
