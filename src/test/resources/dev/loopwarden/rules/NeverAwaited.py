import asyncio

from elsewhere import job


class Worker:
    async def stop(self):
        pass

    def close(self):
        pass

    async def run(self):
        self.stop()  # LW1001
        self.close()
        await self.stop()
        asyncio.sleep(1)  # LW1001


@job
async def decorated():
    pass


async def stream():
    yield 1


async def main():
    decorated()
    stream()
    return Worker().stop()
