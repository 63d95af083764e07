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
