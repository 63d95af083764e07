import asyncio
from asyncio import CancelledError


async def loop(queue):
    while True:
        try:
            await queue.get()
        except CancelledError:  # LW401
            pass


async def both(queue):
    for _ in range(3):
        try:
            await queue.get()
        except (ValueError, asyncio.CancelledError):  # LW401
            print("failed")


async def again(queue):
    while True:
        try:
            await queue.get()
        except CancelledError:
            print("cancelled")
            raise


async def owner(task):
    task.cancel()
    try:
        await task
    except CancelledError:
        pass


async def ends(queue):
    while True:
        try:
            await queue.get()
        except ValueError:
            pass


async def turned(stream):
    try:
        await stream.read()
    except (Exception, CancelledError) as error:  # LW401
        raise RuntimeError("failed") from error


async def kept(stream):
    try:
        await stream.read()
    except CancelledError as error:
        raise error


def rethrow(error):
    raise error


async def handed_on(stream):
    try:
        await stream.read()
    except (Exception, CancelledError) as error:
        rethrow(error)


async def cancels_another(queue, other):
    other.cancel()
    while True:
        try:
            await queue.get()
        except CancelledError:  # LW401 medium
            pass


async def stops_many(tasks):
    for task in tasks:
        task.cancel()
    for task in tasks:
        try:
            await task
        except CancelledError:
            pass


async def serve(queue):
    try:
        await queue.get()
    except CancelledError:
        print("stopped")


asyncio.run(serve(asyncio.Queue()))


async def collects_for_later(steps):
    errors = []
    for step in steps:
        try:
            await step()
        except (Exception, asyncio.CancelledError) as error:  # LW401 medium
            errors.append(error)
    if errors:
        raise errors[0]


async def kept_and_raised(task):
    cancelled = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            cancelled = cancelled or error
    if cancelled is not None:
        raise cancelled
    return task.result()


async def kept_and_drained(task):
    pending = None
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError as error:
        pending = error
        while not task.done():
            try:
                await asyncio.shield(task)
            except asyncio.CancelledError:
                pass
    if pending is not None:
        raise pending


async def kept_for_nobody(queue):
    last = None
    while True:
        try:
            await queue.get()
        except asyncio.CancelledError as error:  # LW401 medium
            last = error
            print(last)


async def changed_into_another(peer):
    try:
        await peer.ready()
    except (asyncio.CancelledError, Exception) as error:  # LW401 medium
        raise RuntimeError("no connection") from error


async def wrapped_and_raised(peer, wrap):
    try:
        await peer.ready()
    except (Exception, asyncio.CancelledError) as error:  # LW401 medium
        failure = wrap(error)
        raise failure


async def restored(restore):
    task = asyncio.create_task(restore())
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            try:
                await asyncio.shield(task)
            except asyncio.CancelledError:
                continue
        raise


async def released(lease):
    try:
        await lease.use()
    finally:
        while lease.held:
            try:
                await lease.release()
            except asyncio.CancelledError:  # LW401 medium
                continue


class Reports:
    async def orders(self, peer):
        try:
            return await peer.orders()
        except (asyncio.CancelledError, Exception) as error:  # LW401 medium
            print(error)
            return []

    async def fills(self, peer):
        try:
            return await peer.fills()
        except (asyncio.CancelledError, Exception) as error:  # LW401 high
            print(error)
            return []

    async def all(self, peer):
        return await asyncio.gather(self.orders(peer), self.fills(peer))

    async def told(self, peer):
        for each in await self.fills(peer):
            await peer.tell(each)

    async def goes_on(self, peer):
        try:
            await peer.ready()
        except (Exception, asyncio.CancelledError):  # LW401 high
            print("not ready")
        await peer.tell("started")


async def leaves_then(queue):
    while True:
        try:
            await queue.get()
        except asyncio.CancelledError:  # LW401 medium
            pass
        break
