import asyncio


class Bus:
    async def ask(self, topic, question):
        answers = self.subscribe(topic)
        try:
            await self.send(topic, question)
            return await answers.get()
        except Exception:  # LW806 high
            self.unsubscribe(topic)
            raise


async def transfers(session, amount):
    try:
        await session.execute(amount)
    except Exception as error:  # LW806
        await session.rollback()
        raise RuntimeError("not transferred") from error


async def catches_all(slot):
    try:
        await slot.open()
    except BaseException:
        slot.release()
        raise


async def names_it(slot):
    try:
        await slot.open()
    except asyncio.CancelledError:
        slot.release()
        raise
    except Exception:
        slot.release()
        raise


async def ends_with_something_else(slot):
    try:
        await slot.open()
    except Exception:  # LW806 medium
        slot.release()
        raise
    finally:
        slot.note_end()


async def never_waits(slot):
    try:
        slot.open()
    except Exception:
        slot.release()
        raise
    await slot.use()


async def goes_on(slot):
    try:
        await slot.open()
    except Exception:
        slot.release()


async def only_one_kind(slot):
    try:
        await slot.open()
    except ValueError:
        slot.release()
        raise


async def closes_around(make, order):
    async with make() as session:
        try:
            await session.execute(order)
        except Exception:  # LW806 medium
            await session.rollback()
            raise


import asyncio

lock = asyncio.Lock()


async def released_on_the_straight_way(work):
    await lock.acquire()  # LW806 medium
    await work()
    lock.release()


async def released_in_finally(work):
    await lock.acquire()
    try:
        await work()
    finally:
        lock.release()


async def released_at_once(work):
    await lock.acquire()
    work()
    lock.release()


async def released_elsewhere(work):
    await lock.acquire()
    await work()


class Client:
    async def connect(self, wait):
        try:
            await wait
        except Exception:  # LW806 medium
            self.connection = None
            raise

    async def session(self, make):
        session = make()
        try:
            await session.begin()
        except Exception:  # LW806 medium
            await session.rollback()
            raise
        finally:
            session.expunge()

    async def both(self, make):
        session = make()
        try:
            await session.begin()
        except Exception:
            await session.close()
            raise
        finally:
            await session.close()


async def somebody_else_opened_it(session):
    try:
        await session.write()
    except Exception:  # LW806 medium
        await session.rollback()
        raise


class Owner:
    async def connected(self):
        self.client = Client()
        try:
            await self.client.ping()
        except Exception:  # LW806 medium
            await self.client.aclose()
            raise

    async def aclose(self):
        client = self.client
        await client.aclose()


class Forgetful:
    async def connected(self):
        self.client = Client()
        try:
            await self.client.ping()
        except Exception:  # LW806 high
            await self.client.aclose()
            raise


async def noted(events, name):
    events.append(name)


class Resources:
    def close(self):
        pass


async def with_nothing_that_waits(slot, events):
    try:
        await noted(events, "a")
    except Exception:
        slot.release()
        raise


async def filled_at_the_end(session):
    resources = Resources()
    try:
        await session.pause()
        resources.session = session
    except Exception:  # LW806 medium
        resources.close()
        raise
    return resources


async def filled_by_the_last_wait(session):
    resources = Resources()
    try:
        resources.session = await session.detach()
        resources.open = True
    except Exception:  # LW806 medium
        resources.close()
        raise
    return resources


async def filled_before(session):
    resources = Resources()
    try:
        resources.session = session
        await session.pause()
    except Exception:  # LW806 high
        resources.close()
        raise
    return resources


class Kept:
    pass


async def nothing_is_open_yet(parts):
    kept = Kept()
    try:
        kept.stream = await parts.open()
        kept.name = parts.name
    except Exception:  # LW806 medium
        kept.close()
        raise


async def opened_then_waits(parts):
    kept = Kept()
    try:
        kept.stream = await parts.open()
        await parts.ready()
    except Exception:  # LW806 high
        kept.close()
        raise


async def opened_by_its_own_wait():
    resources = Resources()
    try:
        await resources.open()
    except Exception:  # LW806 high
        resources.close()
        raise
    return resources


class Session:
    async def start(self):
        try:
            await self.send("start")
        except Exception:  # LW806 medium
            await self.close()
            raise

    async def take(self, limit):
        try:
            await self.send("take")
        except Exception:  # LW806 high
            self.limit.release()
            raise
