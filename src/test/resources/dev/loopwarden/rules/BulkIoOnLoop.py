import asyncio
import io
import shutil
import tarfile

import pandas as pd


async def table(path):
    return pd.read_csv(path)  # LW111


async def clear(path):
    shutil.rmtree(path)  # LW111


async def fine(path):
    return await asyncio.to_thread(pd.read_csv, path)


async def packed(path):
    with tarfile.open(path, "w:gz") as tar:  # LW111 high
        tar.add("notes.txt")  # LW111 high


async def in_memory(data, path):
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        names = [each.name for each in tar.getmembers()]
        tar.extractall(path)  # LW111 high
    return names


class AdminRoutes:
    async def archive(self, path):
        shutil.make_archive(path, "zip")  # LW111 medium


async def archive(path):
    shutil.make_archive(path, "zip")  # LW111 high
