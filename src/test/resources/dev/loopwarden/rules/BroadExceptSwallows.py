import asyncio


async def bare(queue):
    while True:
        try:
            await queue.get()
        except:  # LW402
            continue


async def base(queue):
    while True:
        try:
            await queue.get()
        except BaseException as error:  # LW402
            print(error)


async def let_through(queue):
    while True:
        try:
            await queue.get()
        except asyncio.CancelledError:
            raise
        except BaseException:
            pass


async def clean(queue):
    try:
        await queue.get()
    except BaseException:
        queue.close()
        raise


async def nothing_waits(queue):
    while True:
        try:
            queue.get_nowait()
        except:
            pass
        await asyncio.sleep(1)


async def once(stream):
    try:
        await stream.close()
    except:  # LW402
        pass


async def hands_it_on(queue, found):
    while True:
        try:
            await queue.get()
        except BaseException as error:  # LW402 medium
            found.error = error


class Events:
    async def track(self, name):
        self.names.append(name)

    async def send(self, name):
        await self.client.send(name)

    async def both(self, name):
        try:  # no cancel arrives there
            await self.track(name)
        except:
            pass
        while True:
            try:
                await self.send(name)
            except:  # LW402 high
                pass


async def removed(paths, store):
    for path in paths:
        try:
            await store.remove(path)
        except:  # LW402 medium
            pass


async def asked(store):
    while True:
        try:
            return await store.get()
        except:  # LW402 high
            await asyncio.sleep(1)


async def answered(store):
    await once(store)


async def once(store):
    try:
        await store.get()
    except:  # LW402 medium
        pass
