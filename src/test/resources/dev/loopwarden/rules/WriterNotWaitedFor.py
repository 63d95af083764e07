import asyncio


async def closes(data):
    _, writer = await asyncio.open_connection("localhost", 80)
    writer.write(data)
    writer.close()  # LW803 medium


async def waits(data):
    _, writer = await asyncio.open_connection("localhost", 80)
    try:
        writer.write(data)
    finally:
        writer.close()
        await writer.wait_closed()


async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
    writer.close()  # LW803


async def a_file(log):
    log.close()


def plain(writer: asyncio.StreamWriter):
    writer.close()
