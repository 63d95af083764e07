import asyncio

tasks = set()


async def forgets(job):
    task = asyncio.create_task(job())  # LW502


async def awaits(job):
    task = asyncio.create_task(job())
    await task


async def keeps(job):
    task = asyncio.create_task(job())
    tasks.add(task)


def nested(job):
    task = asyncio.ensure_future(job())

    def stop():
        task.cancel()

    return stop


async def stays(job, done):
    task = asyncio.create_task(job())
    await done.wait()


async def in_a_local_list(job):
    tasks = []
    for _ in range(3):
        tasks.append(asyncio.create_task(job()))  # LW502 medium


async def in_a_list_that_is_given(job, tasks):
    tasks.append(asyncio.create_task(job()))


def with_a_callback_only(job, log):
    task = asyncio.ensure_future(job())  # LW502 medium
    task.add_done_callback(log)


def handed_on(job, register):
    task = asyncio.ensure_future(job())
    register(task)


async def in_a_closure(job, on_stop):
    task = asyncio.create_task(job())

    def stop():
        task.cancel()

    on_stop(stop)


async def note(rows):
    rows.append(1)


async def sent(rows):
    try:
        await rows.send()
    except Exception:
        print("not sent")


async def stored(rows):
    await rows.store()


async def what_is_not_missed(rows):
    noted = asyncio.create_task(note(rows))  # LW502 medium
    sending = asyncio.create_task(sent(rows))  # LW502 medium
    storing = asyncio.create_task(stored(rows))  # LW502 high
