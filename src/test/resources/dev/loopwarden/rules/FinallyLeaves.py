async def loop(stream):
    while True:
        try:
            await stream.read()
        finally:
            continue  # LW406


async def inner(stream, parts):
    try:
        await stream.read()
    finally:
        for part in parts:
            if not part:
                continue
            part.close()


def sync(stream):
    try:
        stream.read()
    finally:
        return None
