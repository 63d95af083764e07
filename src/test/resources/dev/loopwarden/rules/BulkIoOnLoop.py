import asyncio
import shutil

import pandas as pd


async def table(path):
    return pd.read_csv(path)  # LW111


async def clear(path):
    shutil.rmtree(path)  # LW111


async def fine(path):
    return await asyncio.to_thread(pd.read_csv, path)
